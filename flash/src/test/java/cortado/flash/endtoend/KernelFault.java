package cortado.flash.endtoend;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Sends a CPU that is in the kernel to where there is no code, through QEMU's gdb stub (GDB manual, appendix E): a
 * kernel fault that no program could cause.
 */
final class KernelFault implements AutoCloseable {
    private static final int ATTEMPTS = 50;
    /** Numbers of registers in hexadecimal: gdb's order is x0 to x30, sp, pc, cpsr. */
    private static final String PC = "20";

    private static final String CPSR = "21";
    /** PSTATE.M: EL1 with its own stack pointer. */
    private static final int EL1H = 5;

    private final SocketChannel stub;
    private final ByteBuffer one = ByteBuffer.allocate(1);

    private KernelFault(Path socket) throws IOException {
        stub = SocketChannel.open(StandardProtocolFamily.UNIX);
        stub.connect(UnixDomainSocketAddress.of(socket));
    }

    /** QEMU's words that open the stub. */
    static List<String> words(Path socket) {
        return List.of("-gdb", "unix:" + socket + ",server=on,wait=off");
    }

    /**
     * Makes the boot CPU go on at an address as soon as it is found in the kernel; closing the result lets go of QEMU.
     */
    static KernelFault jump(Path socket, long address) throws IOException, InterruptedException {
        KernelFault fault = new KernelFault(socket);
        fault.ask("?"); // QEMU stopped when we came
        fault.ask("Hg1");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if ((register(fault.ask("p" + CPSR)) & 0xf) == EL1H) {
                fault.ask("P" + PC + "=" + hex(address));
                fault.send("c");
                return fault;
            }
            fault.send("c");
            Thread.sleep(20);
            fault.write(new byte[] {3});
            fault.receive();
        }
        fault.close();
        throw new IOException("the CPU was never found in the kernel");
    }

    private static long register(String littleEndian) {
        return Long.reverseBytes(Long.parseUnsignedLong(littleEndian, 16) << (64 - 4 * littleEndian.length()));
    }

    private static String hex(long value) {
        return String.format("%016x", Long.reverseBytes(value));
    }

    private String ask(String packet) throws IOException {
        send(packet);
        return receive();
    }

    private void send(String packet) throws IOException {
        int sum = packet.chars().sum() & 0xff;
        write(String.format("$%s#%02x", packet, sum).getBytes(StandardCharsets.US_ASCII));
    }

    /** The next packet, acknowledged. */
    private String receive() throws IOException {
        StringBuilder packet = new StringBuilder();
        while (read() != '$') {
            // acknowledgements
        }
        for (int letter = read(); letter != '#'; letter = read()) {
            packet.append((char) letter);
        }
        read();
        read();
        write(new byte[] {'+'});
        return packet.toString();
    }

    private int read() throws IOException {
        one.clear();
        if (stub.read(one) < 0) {
            throw new EOFException("QEMU hung up");
        }
        return one.get(0);
    }

    private void write(byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            stub.write(left);
        }
    }

    @Override
    public void close() throws IOException {
        stub.close();
    }
}
