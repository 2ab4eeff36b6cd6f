package cortado.flash.serial;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The serial ports of this machine. */
public final class SerialPorts {
    /** How long one read waits before it looks whether the port is still there, in milliseconds. */
    private static final int PATIENCE = 100;

    private SerialPorts() {}

    /**
     * A port that there is.
     *
     * @param path such as {@code /dev/ttyUSB0}
     * @param description what is plugged in
     */
    public record Port(String path, String description) {}

    /** An open port: raw, 8N1, no flow control. */
    public interface Open extends AutoCloseable {
        /** What comes in; its end is that of the port. */
        InputStream in();

        /** What goes out. */
        OutputStream out();

        @Override
        void close();
    }

    /** Every port with something behind it. */
    public static List<Port> list() {
        List<Port> ports = new ArrayList<>();
        for (SerialPort port : SerialPort.getCommPorts()) {
            // Ports on the mainboard that nothing is soldered to look alike everywhere.
            if (!port.getSystemPortName().startsWith("ttyS")) {
                ports.add(new Port(port.getSystemPortPath(), port.getPortDescription()));
            }
        }
        return ports;
    }

    /**
     * Opens a port.
     *
     * @param path such as {@code /dev/ttyUSB0} or, on other systems, {@code COM3}
     * @throws IOException if it is not there, in use or not this user's to open
     */
    public static Open open(String path, int baud) throws IOException {
        SerialPort port;
        try {
            port = SerialPort.getCommPort(path);
        } catch (SerialPortInvalidPortException e) {
            throw new IOException("there is no serial port " + path, e);
        }
        port.setComPortParameters(baud, 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
        port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
        port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, PATIENCE, 0);
        if (!port.openPort()) {
            throw new IOException("the serial port " + path + " cannot be opened (error " + port.getLastErrorCode()
                    + "): it is in use, or `sudo usermod -aG dialout $USER` and a new login are needed");
        }
        return new OpenPort(port);
    }

    private record OpenPort(SerialPort port) implements Open {
        @Override
        public InputStream in() {
            return new Incoming(port);
        }

        @Override
        public OutputStream out() {
            return new Outgoing(port);
        }

        @Override
        public void close() {
            port.closePort();
        }
    }

    private static final class Incoming extends InputStream {
        private final SerialPort port;

        Incoming(SerialPort port) {
            this.port = port;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] into, int from, int length) {
            Objects.checkFromIndexSize(from, length, into.length);
            while (port.isOpen()) {
                int count = port.readBytes(into, length, from);
                if (count != 0) {
                    return count;
                }
            }
            return -1;
        }
    }

    private static final class Outgoing extends OutputStream {
        private final SerialPort port;

        Outgoing(SerialPort port) {
            this.port = port;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            for (int done = 0; done < length; ) {
                int count = port.writeBytes(bytes, length - done, from + done);
                if (count <= 0) {
                    throw new IOException("the serial port " + port.getSystemPortPath() + " is gone");
                }
                done += count;
            }
        }
    }
}
