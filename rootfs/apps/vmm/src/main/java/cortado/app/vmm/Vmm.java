package cortado.app.vmm;

import cortado.abi.MessageType;
import cortado.abi.Signals;
import cortado.abi.Status;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Log;
import cortado.api.Message;
import cortado.api.MessageException;
import cortado.api.Program;
import cortado.api.StatusException;
import cortado.api.Timer;
import cortado.api.service.FileTree;
import cortado.api.vm.Hypervisor;
import cortado.linux.GuestImage;
import cortado.linux.LinuxProtocol;
import cortado.linux.VmRequest;
import cortado.vmm.VirtualMachine;
import cortado.vmm.VmEnd;
import cortado.vmm.VmLog;
import cortado.vmm.VmPlan;
import cortado.vmm.agent.AgentClient;
import cortado.vmm.agent.AgentListener;
import cortado.vmm.boot.BootException;
import cortado.vmm.virtio.VirtioBlk;
import cortado.vmm.virtio.VirtioConsole;
import cortado.vmm.virtio.VirtioFs;
import cortado.vmm.virtio.VirtioRng;
import java.util.ArrayList;
import java.util.List;

/**
 * One virtual machine: boots the guest, runs the one program of its request there, and tells its end to whoever holds
 * the other end of the control channel. When that is closed, the virtual machine ends.
 */
public final class Vmm implements AgentListener, GuestProgram.Listener, Mounts.Listener {
    /** Nanoseconds that a guest may take until its agent answers, and to switch itself off. */
    private static final long BOOT = 300_000_000_000L;

    private static final long SHUTDOWN = 5_000_000_000L;

    private final Environ environ;
    private final VmRequest request;
    private final Channel control;
    private final Message message = new Message();
    private final KernelWords words = new KernelWords();
    private final Timer patience = new Timer();
    private VirtualMachine machine;
    private AgentClient agent;
    private GuestProgram program;
    private boolean ready;
    private GuestProgram.End end;
    private final List<SharedFiles> shares = new ArrayList<>();

    private Vmm(Environ environ, VmRequest request, Channel control) {
        this.environ = environ;
        this.request = request;
        this.control = control;
    }

    /** Runs the request in the arguments. */
    public static void main(String[] unused) {
        Environ environ = Environ.current();
        Channel control = channel(environ, LinuxProtocol.CONTROL);
        GuestProgram.End end;
        if (control == null) {
            Log.error("this program is started by the server linux; what was meant is 'linux COMMAND'");
            Program.exit(LinuxProtocol.NO_MACHINE);
            return;
        }
        try (GuestImage image = new GuestImage(environ)) {
            VmRequest request = VmRequest.read(arguments(environ));
            end = new Vmm(environ, request, control).run(image);
        } catch (GuestImage.ImageException | StatusException | BootException | IllegalArgumentException e) {
            end = end(e.getMessage());
        }
        if (!end.text().isEmpty()) {
            Log.warning(end.text());
        }
        control.trySend(event(end.event(), end.status(), end.text()));
        Program.exit(0);
    }

    private static List<String> arguments(Environ environ) {
        List<String> arguments = new ArrayList<>();
        for (String next = environ.get("arg.0"); next != null; next = environ.get("arg." + arguments.size())) {
            arguments.add(next);
        }
        return arguments;
    }

    private static Channel channel(Environ environ, String part) {
        return environ.has("handle." + part) ? new Channel(environ.take("handle." + part)) : null;
    }

    private static GuestProgram.End end(String why) {
        return new GuestProgram.End(LinuxProtocol.FAILED, LinuxProtocol.NO_MACHINE, why);
    }

    private static Message event(int event, int value, String text) {
        return new Message()
                .reset(MessageType.EVENT, 0)
                .putInt(event)
                .putInt(value)
                .putText(text);
    }

    private GuestProgram.End run(GuestImage image) {
        if (!environ.has("handle.hypervisor")) {
            return end("this board has no virtualization extensions that Cortado can use");
        }
        String lack = Room.take(request);
        if (lack != null) {
            return end(lack);
        }
        Seed seed = new Seed(environ);
        VmPlan plan = new VmPlan(request.memory(), request.cpus(), image.kernel(), image.initrd(), image.commandLine());
        try (Hypervisor hypervisor = new Hypervisor(environ.take("handle.hypervisor"));
                VirtualMachine made = new VirtualMachine(hypervisor, plan, new VmLog())) {
            machine = made;
            machine.uart().to(words);
            addDevices(seed);
            program = new GuestProgram(
                    machine,
                    request,
                    channel(environ, Program.INPUT),
                    channel(environ, Program.OUTPUT),
                    channel(environ, Program.ERRORS),
                    this);
            machine.watch(control, Signals.READABLE, signals -> controlled());
            machine.watch(patience, Signals.SIGNALLED, signals -> late());
            patience.at(Clock.nanos() + BOOT);
            machine.start(seed.bytes(64));
            VmEnd how = machine.run();
            if (end == null) {
                end = end("the virtual machine ended before the program: " + how.text());
                words.last().forEach(line -> Log.warning("the guest's last words: " + line));
            }
            machine.unwatch(control);
            machine.unwatch(patience);
            program.close();
            shares.forEach(SharedFiles::close);
        }
        return end;
    }

    private void addDevices(Seed seed) {
        VirtioConsole console = new VirtioConsole(machine.memory(), "console", AgentClient.PORT);
        agent = new AgentClient(console.port(1), this);
        console.port(1).to(agent);
        machine.add("console", console);
        machine.add("rng", new VirtioRng(machine.memory(), seed::fill));
        if (!request.disks().isEmpty() || !request.shares().isEmpty()) {
            FileTree files = new FileTree(environ);
            for (VmRequest.Share share : request.shares()) {
                SharedFiles shared = new SharedFiles(files, share.host(), share.readOnly());
                machine.add("fs", new VirtioFs(machine.memory(), Mounts.tag(shared(shared)), shared));
            }
            int number = 0;
            for (VmRequest.DiskFile disk : request.disks()) {
                FileDisk file = new FileDisk(files, disk.path(), disk.readOnly());
                machine.add("disk" + number, new VirtioBlk(machine.memory(), file, "disk" + number));
                number++;
            }
        }
    }

    private int shared(SharedFiles files) {
        shares.add(files);
        return shares.size() - 1;
    }

    @Override
    public void ready(String kernelRelease) {
        ready = true;
        patience.stop();
        agent.setUp(0, "linux", new byte[0]);
        new Mounts(agent, request.shares(), this).run();
    }

    @Override
    public void lost(String why) {
        if (end == null) {
            end = end("the guest is lost: " + why);
            machine.stop(why);
        }
    }

    @Override
    public void mounted() {
        program.start(agent);
    }

    @Override
    public void failed(String why) {
        if (end == null) {
            end = end(why);
            machine.stop(why);
        }
    }

    @Override
    public void started() {
        control.trySend(event(LinuxProtocol.STARTED, 0, ""));
    }

    @Override
    public void ended(GuestProgram.End how) {
        if (end != null) {
            return;
        }
        end = how;
        if (request.disks().isEmpty() || !ready) {
            machine.stop("its program has ended");
        } else {
            agent.powerOff(); // what it has not written to its disks yet
            patience.at(Clock.nanos() + SHUTDOWN);
        }
    }

    /** The time is over that a guest has to answer or to switch itself off. */
    private void late() {
        patience.stop();
        machine.stop(ready ? "it did not switch itself off in time" : "its agent did not answer in time");
    }

    private void controlled() {
        int status = control.tryReceive(message, Clock.NOW);
        if (status == Status.WOULD_BLOCK) {
            return;
        }
        if (status < 0) {
            end = end("nobody waits for the program any more");
            machine.unwatch(control);
            machine.stop("nobody waits for it any more");
            return;
        }
        try {
            int what = message.takeInt();
            int first = message.takeInt();
            int second = message.takeInt();
            if (what == LinuxProtocol.SIGNAL && first > 0 && first <= 64) {
                program.signal(first);
            } else if (what == LinuxProtocol.RESIZE) {
                program.resize(Math.clamp(first, 1, 65535), Math.clamp(second, 1, 65535));
            }
        } catch (MessageException e) {
            Log.warning("a message on the control channel is not understood: " + e.getMessage());
        }
    }
}
