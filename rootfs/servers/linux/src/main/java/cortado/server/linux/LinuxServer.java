package cortado.server.linux;

import cortado.abi.Cause;
import cortado.abi.Limits;
import cortado.abi.MessageType;
import cortado.abi.Signals;
import cortado.abi.Status;
import cortado.abi.SystemInfoLayout;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Log;
import cortado.api.Message;
import cortado.api.MessageException;
import cortado.api.Replies;
import cortado.api.StatusException;
import cortado.api.service.Client;
import cortado.api.service.Event;
import cortado.api.service.Provider;
import cortado.api.system.ProcessRecord;
import cortado.api.system.SystemClient;
import cortado.linux.LinuxProtocol;
import cortado.linux.LinuxVm;
import cortado.linux.VmRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts a process for each virtual machine and keeps the list of them. Streams and control channels pass through here
 * once, to that process: what a guest says never comes this way.
 */
public final class LinuxServer {
    private static final String PROGRAM = "vmm";
    private static final long PATIENCE = 10_000;
    /** Bytes of a request: what the supervisor takes as arguments. */
    private static final int REQUEST_MOST = 7 * 1024;
    /** Letters of a command in the list. */
    private static final int COMMAND_MOST = 120;

    private static final List<String> PARTS = List.of("stdin", "stdout", "stderr", LinuxProtocol.CONTROL);

    /** One that was asked for, and the process that it is. */
    private record Running(String process, int id, String client, long started, int cpus, long memory, String command) {
        /** With what it takes now; nothing once its process is gone. */
        LinuxVm weighed(List<ProcessRecord> processes) {
            long touched = 0;
            long beyond = 0;
            for (ProcessRecord one : processes) {
                if (one.name().equals(process)) {
                    touched = one.sparseUsed();
                    beyond = one.memoryUsed() - touched;
                }
            }
            return new LinuxVm(process, client, started, cpus, memory, touched, beyond, command);
        }
    }

    private final SystemClient system;
    private final ImageCheck image;
    private final List<Running> machines = new ArrayList<>();

    private LinuxServer(SystemClient system, ImageCheck image) {
        this.system = system;
        this.image = image;
    }

    /** Serves for ever. */
    public static void main(String[] arguments) {
        Environ environ = Environ.current();
        SystemClient system = new SystemClient(environ.connect("system", Clock.after(PATIENCE)));
        LinuxServer server = new LinuxServer(system, new ImageCheck(environ));
        Provider provider = new Provider(environ);
        provider.watch(system.channel(), Signals.READABLE, system);
        provider.run(server::on);
    }

    private void on(Event event) {
        switch (event) {
            case Event.Connected(Client client) -> client.keep(new ByteArrayOutputStream());
            case Event.Signalled signalled -> ended();
            case Event.Request(Client client, Message message) -> {
                if (message.type() != MessageType.CALL) {
                    throw StatusException.saying(
                            Status.NOT_SUPPORTED, "'" + LinuxProtocol.SERVICE + "' answers CALLs only");
                }
                call(client, message);
                client.answer(message);
            }
            default -> {}
        }
    }

    private void call(Client client, Message message) {
        int operation = message.takeInt();
        switch (operation) {
            case LinuxProtocol.ARGUMENTS -> {
                keep((ByteArrayOutputStream) client.state(), message);
                Replies.reply(message, MessageType.REPLY);
            }
            case LinuxProtocol.SPAWN -> spawn(client, message);
            case LinuxProtocol.LIST -> list(message);
            case LinuxProtocol.KILL -> {
                kill(message.takeText());
                Replies.reply(message, MessageType.REPLY);
            }
            default ->
                throw StatusException.saying(
                        Status.NOT_SUPPORTED, "'" + LinuxProtocol.SERVICE + "' has no operation " + operation);
        }
    }

    private static void keep(ByteArrayOutputStream kept, Message message) {
        int offset = message.takeInt();
        if (offset == 0) {
            kept.reset();
        }
        if (offset != kept.size() || message.remaining() > REQUEST_MOST - offset) {
            throw StatusException.saying(
                    Status.OUT_OF_RANGE,
                    "a program's arguments and variables take at most " + REQUEST_MOST + " bytes together");
        }
        int count = message.remaining();
        kept.write(message.takeBytes(count), 0, count);
    }

    private void spawn(Client client, Message message) {
        ByteArrayOutputStream kept = (ByteArrayOutputStream) client.state();
        List<String> texts = decoded(kept.toByteArray());
        kept.reset();
        VmRequest request;
        try {
            request = VmRequest.read(texts);
        } catch (IllegalArgumentException e) {
            throw StatusException.saying(Status.INVALID_ARGUMENT, e.getMessage());
        }
        requireHypervisor();
        if (image.complaint() != null) {
            throw StatusException.saying(Status.NOT_SUPPORTED, image.complaint());
        }
        Map<String, Channel> parts = parts(message);
        SystemClient.Started started;
        try {
            started = system.run(new SystemClient.Launch(PROGRAM, texts, parts, true));
        } catch (StatusException e) {
            parts.values().forEach(Channel::close);
            throw e;
        }
        machines.add(new Running(
                started.process(),
                started.id(),
                client.name(),
                Clock.nanos(),
                request.cpus(),
                request.memory(),
                clipped(String.join(" ", request.arguments()))));
        Replies.reply(message, MessageType.REPLY).putText(started.process());
    }

    private static String clipped(String command) {
        return command.length() <= COMMAND_MOST ? command : command.substring(0, COMMAND_MOST - 3) + "...";
    }

    private static Map<String, Channel> parts(Message message) {
        int count = message.takeInt();
        if (count != message.handleCount()) {
            throw new MessageException(count + " parts with " + message.handleCount() + " handles");
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = message.takeText();
            if (!PARTS.contains(name) || names.contains(name)) {
                throw new MessageException("a virtual machine has no part '" + clipped(name) + "'");
            }
            names.add(name);
        }
        Map<String, Channel> parts = new LinkedHashMap<>();
        for (String name : names) {
            parts.put(name, new Channel(message.takeHandle()));
        }
        return parts;
    }

    private void requireHypervisor() {
        String missing = switch (system.machine().info().hypervisor()) {
            case SystemInfoLayout.HYPERVISOR_READY -> null;
            case SystemInfoLayout.HYPERVISOR_ENTERED_AT_EL1 ->
                "the firmware started Cortado at EL1, without virtualization extensions";
            default -> "the interrupt controller has no virtual interface that the device tree tells of";
        };
        if (missing != null) {
            throw StatusException.saying(
                    Status.NOT_SUPPORTED,
                    "Linux programs need a virtual machine, and " + missing + "; qemu-virt, rpi4 and rpi5 have them");
        }
    }

    private static List<String> decoded(byte[] bytes) {
        List<String> texts = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == 0) {
                texts.add(new String(bytes, start, at - start, StandardCharsets.UTF_8));
                start = at + 1;
            }
        }
        return texts;
    }

    private void list(Message message) {
        int first = Math.clamp(message.takeInt(), 0, machines.size());
        List<ProcessRecord> processes = system.processes();
        Message records = new Message().reset(0, 0);
        int next = first;
        while (next < machines.size()) {
            LinuxVm machine = machines.get(next).weighed(processes);
            Message one = new Message().reset(0, 0);
            machine.put(one);
            if (8 + records.length() + one.length() > Limits.MESSAGE_PAYLOAD) {
                break;
            }
            machine.put(records);
            next++;
        }
        int length = records.length();
        Replies.reply(message, MessageType.REPLY)
                .putInt(next < machines.size() ? next : -1)
                .putInt(next - first)
                .putBytes(records.takeBytes(length), 0, length);
    }

    private void kill(String process) {
        for (Running running : machines) {
            if (running.process().equals(process)) {
                system.kill(process);
                return;
            }
        }
        throw StatusException.saying(
                Status.NOT_FOUND,
                "there is no virtual machine '" + clipped(process) + "'; 'linux ps' lists those that run");
    }

    /** Takes one end of a virtual machine off the list. */
    private void ended() {
        SystemClient.Ended end = system.ended(Clock.NOW);
        for (Iterator<Running> all = machines.iterator(); end != null && all.hasNext(); ) {
            Running running = all.next();
            if (running.id() == end.id()) {
                all.remove();
                if (end.cause() != Cause.EXIT) {
                    Log.warning(running.process() + " ended: " + end.text());
                }
            }
        }
    }
}
