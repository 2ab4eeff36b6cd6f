package cortado.testkit;

import cortado.abi.MessageType;
import cortado.abi.Rights;
import cortado.abi.Signals;
import cortado.abi.Status;
import cortado.api.Authority;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Folio;
import cortado.api.Handle;
import cortado.api.Interrupt;
import cortado.api.Message;
import cortado.api.Mmio;
import cortado.api.Poll;
import cortado.api.ProcessStart;
import cortado.api.Subprocess;
import cortado.fdt.FlatTree;
import cortado.kernel.simulated.ElfWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * The first process of a testbed: starts processes with what their programs need and connects clients to providers, by
 * the protocol that the board's supervisor speaks, and does what the test asks for.
 */
final class Supervision {
    private static final ProcessStart.Quota QUOTA =
            new ProcessStart.Quota(256 << 10, 64 << 10, 4 << 20, 64, 64, 64, 64, 0);

    /** A process and the channel to it. */
    static final class Unit {
        private final Running running;
        private final Channel channel;
        private Subprocess process;
        private boolean ready;

        private Unit(Running running, Channel channel) {
            this.running = running;
            this.channel = channel;
        }

        Subprocess process() {
            return process;
        }
    }

    private record Exit(Unit unit) {}

    private record Waiting(Unit client, int id, String service) {}

    private final FlatTree tree;
    private final ConcurrentLinkedQueue<Consumer<Supervision>> commands;
    private final List<Unit> units = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final Map<String, Folio> kept = new LinkedHashMap<>();
    private Authority authority;
    private Interrupt bell;
    private Poll poll;
    private Folio image;
    private int imageLength;
    /** What the next context that the kernel starts is for. */
    private Running starting;

    Supervision(FlatTree tree, ConcurrentLinkedQueue<Consumer<Supervision>> commands) {
        this.tree = tree;
        this.commands = commands;
    }

    /** The process that the kernel is about to start, in the middle of the call that creates it. */
    Running starting() {
        return starting;
    }

    /** The log and other things that only the first process may see. */
    Authority authority() {
        return authority;
    }

    /**
     * The process's main, in each of its lives. A later one finds its handles where they were, and needs another poll;
     * what it was asked and had not answered is lost.
     */
    void run(int authorityHandle, String bellNode) {
        boolean again = bell != null;
        authority = new Authority(new Handle(authorityHandle));
        poll = new Poll();
        int node = tree.path(bellNode);
        Authority.Registers granted = authority.registers(node, 0);
        Mmio registers = new Mmio(granted.folio(), granted.offset(), 4);
        if (again) {
            waiting.clear();
            units.forEach(this::watch);
        } else {
            byte[] elf = ElfWriter.smallest();
            image = Folio.create(elf.length);
            image.write(0, elf, 0, elf.length);
            imageLength = elf.length;
            bell = new Interrupt(authority.interrupt(node, 0));
        }
        poll.add(bell, Signals.SIGNALLED, bell);
        bell.acknowledge();
        Message message = new Message();
        while (true) {
            Poll.Event event = poll.next(Clock.FOREVER);
            if (event.source() == bell) {
                registers.write32(0, 0);
                for (Consumer<Supervision> next = commands.poll(); next != null; next = commands.poll()) {
                    next.accept(this);
                }
                bell.acknowledge();
            } else if (event.source() instanceof Exit exit) {
                ended(exit.unit());
            } else if (event.source() instanceof Unit unit) {
                receive(unit, message);
            }
            settle();
        }
    }

    /** Starts a process with its device's registers and interrupts, as the tree names them. */
    Running start(Program program) {
        Channel.Pair pair = Channel.pair();
        Map<String, String> environ = new LinkedHashMap<>(program.env());
        List<Handle> handles = new ArrayList<>();
        environ.put("handle.supervisor", "0");
        handles.add(pair.second());
        Device device = program.device();
        if (device != null) {
            int node = tree.path("/" + device.name());
            Authority.Registers granted = authority.registers(node, 0);
            environ.put("device.compatible", device.compatible());
            environ.put("handle.mmio.0", "1");
            environ.put("mmio.0.offset", Long.toString(granted.offset()));
            environ.put("mmio.0.size", Long.toString(device.size()));
            handles.add(granted.folio());
            environ.put("handle.interrupt.0", "2");
            handles.add(authority.interrupt(node, 0));
        }
        if (program.keep() > 0) {
            Folio folio = kept.computeIfAbsent(program.name(), _ -> Folio.create(program.keep()));
            environ.put("handle.keep", Integer.toString(handles.size()));
            handles.add(folio.duplicate(Rights.READ | Rights.WRITE | Rights.MAP | Rights.TRANSFER));
        }
        Running running = new Running(program);
        Unit unit = new Unit(running, pair.first());
        starting = running;
        unit.process = authority.start(new ProcessStart(
                program.name(), new ProcessStart.Image(image, 0, imageLength), 10, QUOTA, environ, handles));
        units.add(unit);
        watch(unit);
        return running;
    }

    private void watch(Unit unit) {
        poll.add(unit.process, Signals.EXITED, new Exit(unit));
        poll.add(unit.channel, Signals.READABLE, unit);
    }

    /** The process, or null once it has ended. */
    Unit unit(Running running) {
        for (Unit unit : units) {
            if (unit.running == running) {
                return unit;
            }
        }
        return null;
    }

    private void ended(Unit unit) {
        poll.remove(unit.process);
        unit.process.close();
        poll.remove(unit.channel);
        unit.channel.close();
        units.remove(unit);
        waiting.removeIf(request -> request.client == unit);
        unit.running.end();
    }

    private void receive(Unit unit, Message message) {
        int status = unit.channel.tryReceive(message, Clock.NOW);
        if (status < 0) {
            poll.add(unit.channel, 0, unit);
            return;
        }
        switch (message.type()) {
            case MessageType.EVENT -> unit.ready = true;
            case MessageType.CONNECT -> waiting.add(new Waiting(unit, message.id(), message.takeText()));
            default -> message.drop();
        }
    }

    /** Connects those who wait, where the provider is ready. */
    private void settle() {
        for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
            Waiting request = each.next();
            Unit provider = provider(request.service);
            if (provider != null && connect(request, provider)) {
                each.remove();
            }
        }
    }

    private boolean connect(Waiting request, Unit provider) {
        Channel.Pair pair = Channel.pair();
        Message toProvider = new Message()
                .reset(MessageType.CONNECT, 0)
                .putText(request.service)
                .putText(request.client.running.program().name())
                .putHandle(pair.first());
        if (provider.channel.trySend(toProvider) != Status.OK) {
            pair.first().close();
            pair.second().close();
            return false;
        }
        Message reply = new Message().reset(MessageType.REPLY, request.id).putHandle(pair.second());
        if (request.client.channel.trySend(reply) != Status.OK) {
            pair.second().close();
        }
        return true;
    }

    private Unit provider(String service) {
        for (Unit unit : units) {
            if (unit.ready && unit.running.program().provides().contains(service)) {
                return unit;
            }
        }
        return null;
    }
}
