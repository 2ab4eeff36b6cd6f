package cortado.flash.guest;

import cortado.environ.check.ProjectSpecs;
import cortado.environ.guest.GuestSpec;
import cortado.environ.report.Diagnostics;
import cortado.flash.pipeline.GuestProducts;
import cortado.flash.pipeline.Progress;
import cortado.flash.pipeline.Project;
import cortado.vmm.ByteSource;
import cortado.vmm.agent.AgentClient;
import cortado.vmm.agent.AgentListener;
import cortado.vmm.agent.CommandRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The guest's image in QEMU, without Cortado: its agent's port is a socket, and the test's thread the event loop. */
final class GuestVm implements ByteSource, AgentListener, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    final AgentClient agent;
    String release = "";
    String lost = "";

    private final Path folder;
    private final Process qemu;
    private final SocketChannel port;
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocate(65536);
    private Runnable whenRoom = () -> {};

    /** Boots; {@code options} are more words for QEMU. */
    GuestVm(Path folder, String... options) throws Exception {
        this.folder = folder;
        Project project = Project.find();
        Diagnostics diagnostics = new Diagnostics();
        GuestSpec spec = ProjectSpecs.load(project.root(), diagnostics)
                .guest()
                .orElseThrow(() -> new AssertionError(diagnostics.all()));
        GuestProducts products = new GuestProducts(project, new Progress(line -> {}));
        products.build(spec);
        Path socket = folder.resolve("port");
        List<String> command = new ArrayList<>(List.of(
                "qemu-system-aarch64", "-M", "virt", "-cpu", "cortex-a72", "-smp", "2", "-m", "192M", "-nodefaults"));
        command.addAll(List.of("-nographic", "-no-reboot", "-serial", "file:" + folder.resolve("console")));
        command.addAll(List.of("-kernel", products.folder().resolve("Image").toString()));
        command.addAll(List.of("-initrd", products.folder().resolve("initrd").toString()));
        command.addAll(List.of("-append", "console=ttyAMA0 " + spec.commandLine()));
        command.addAll(List.of("-global", "virtio-mmio.force-legacy=false", "-device", "virtio-serial-device"));
        command.addAll(List.of("-chardev", "socket,id=port,path=" + socket + ",server=on,wait=on"));
        command.addAll(List.of("-device", "virtserialport,name=" + AgentClient.PORT + ",chardev=port"));
        command.addAll(List.of("-device", "virtio-rng-device"));
        command.addAll(List.of(options));
        qemu = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("qemu").toFile())
                .start();
        port = connect(socket);
        port.configureBlocking(false);
        selector = Selector.open();
        port.register(selector, SelectionKey.OP_READ);
        agent = new AgentClient(this, this);
        until(agent::ready);
    }

    private SocketChannel connect(Path socket) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                channel.connect(UnixDomainSocketAddress.of(socket));
                return channel;
            } catch (IOException e) {
                if (!qemu.isAlive() || Instant.now().isAfter(end)) {
                    throw new AssertionError("QEMU did not start: " + Files.readString(folder.resolve("qemu")), e);
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    /** Passes on what the guest sends until something is so. */
    void until(BooleanSupplier condition) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("the guest is silent; its console says: " + console());
            }
            pump();
        }
    }

    /** Waits for the port for a little while and passes on what comes. */
    void pump() throws IOException {
        selector.select(100);
        selector.selectedKeys().clear();
        buffer.clear();
        int count = lost.isEmpty() ? port.read(buffer) : 0;
        if (count < 0) {
            agent.lose("QEMU closed the port");
        } else if (count > 0) {
            agent.accept(buffer.array(), 0, count);
        }
        whenRoom.run();
    }

    /** Runs a command without input to its end. */
    Transcript run(String... arguments) throws Exception {
        return run(CommandRequest.of(arguments), new byte[0]);
    }

    /** Runs a command with this input to its end. */
    Transcript run(CommandRequest request, byte[] input) throws Exception {
        Transcript transcript = start(request);
        transcript.send(input);
        transcript.close();
        until(transcript::over);
        return transcript;
    }

    /** Starts a command, whose input stays open. */
    Transcript start(CommandRequest request) {
        return new Transcript(agent, request);
    }

    String console() throws IOException {
        return Files.readString(folder.resolve("console"));
    }

    /** Waits for QEMU's end and returns its exit status. */
    int end() throws Exception {
        until(() -> !qemu.isAlive());
        return qemu.exitValue();
    }

    @Override
    public int send(byte[] bytes, int from, int length) {
        try {
            return port.write(ByteBuffer.wrap(bytes, from, length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int room() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void resume() {}

    @Override
    public void whenRoom(Runnable listener) {
        whenRoom = listener;
    }

    @Override
    public void ready(String kernelRelease) {
        release = kernelRelease;
    }

    @Override
    public void lost(String why) {
        lost = why;
    }

    @Override
    public void close() throws IOException {
        qemu.destroyForcibly().onExit().join();
        port.close();
        selector.close();
    }
}
