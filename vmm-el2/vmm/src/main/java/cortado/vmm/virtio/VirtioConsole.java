package cortado.vmm.virtio;

import cortado.abi.LittleEndian;
import cortado.vmm.GuestException;
import cortado.vmm.GuestMemory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/**
 * The console device with several ports: virtio 1.2 §5.3. Port 0 is the guest's console (hvc0); further ports are
 * character devices with names. What the host does not take stays in the guest's buffers, so a guest that floods its
 * console waits.
 */
public final class VirtioConsole extends VirtioDevice {
    private static final int ID = 3;

    /** Features: §5.3.3. */
    private static final long SIZE = 1;

    private static final long MULTIPORT = 1 << 1;

    /** Queues: §5.3.2. Port 0 has the first pair, control the second, port n the pair after n. */
    private static final int CONTROL_IN = 2;

    private static final int CONTROL_OUT = 3;

    /** Control messages: §5.3.6.2. */
    private static final int DEVICE_READY = 0;

    private static final int PORT_ADD = 1;
    private static final int PORT_READY = 3;
    private static final int CONSOLE_PORT = 4;
    private static final int RESIZE = 5;
    private static final int PORT_OPEN = 6;
    private static final int PORT_NAME = 7;

    /** Bytes of a control message before what some carry in addition. */
    private static final int CONTROL = 8;

    private static final int CHUNK = 4096;

    private final ConsolePort[] ports;
    private final byte[] buffer = new byte[CHUNK];
    /** Control messages for which the driver has given no buffer yet. */
    private final ArrayDeque<byte[]> control = new ArrayDeque<>();

    private boolean multiport;
    private int columns = 80;
    private int rows = 25;

    /**
     * A console device.
     *
     * @param names of the ports; that of port 0, the console, is not told to the guest
     */
    public VirtioConsole(GuestMemory memory, String... names) {
        super(memory, ID, 2 * (names.length + 1), SIZE | MULTIPORT);
        ports = new ConsolePort[names.length];
        for (int i = 0; i < names.length; i++) {
            ports[i] = new ConsolePort(this, i, names[i]);
        }
    }

    /** The port of that number. */
    public ConsolePort port(int number) {
        return ports[number];
    }

    /** The terminal behind port 0 has a new size, in characters. */
    public void resize(int newColumns, int newRows) {
        columns = newColumns & 0xffff;
        rows = newRows & 0xffff;
        if (multiport && ports[0].isOpen()) {
            sendSize();
            poke(CONTROL_IN);
        } else {
            configurationChanged();
        }
    }

    @Override
    int configurationSize() {
        return 12;
    }

    /** §5.3.4: cols, rows, max_nr_ports, emerg_wr. */
    @Override
    int configuration(int offset) {
        return switch (offset) {
            case 0 -> columns;
            case 1 -> columns >> 8;
            case 2 -> rows;
            case 3 -> rows >> 8;
            case 4 -> ports.length;
            default -> 0;
        };
    }

    @Override
    void start(long agreed) {
        multiport = (agreed & MULTIPORT) != 0;
        if (!multiport) { // there is the console alone, and it needs no opening
            ports[0].open(true);
        }
    }

    @Override
    void reset() {
        control.clear();
        for (ConsolePort port : ports) {
            port.reset();
        }
    }

    @Override
    void serve(int queue) {
        if (queue == CONTROL_OUT) {
            receiveControl();
            sendControl();
        } else if (queue == CONTROL_IN) {
            sendControl();
        } else {
            ConsolePort port = ports[queue < CONTROL_IN ? 0 : (queue >> 1) - 1];
            if ((queue & 1) == 0) {
                receive(port);
            } else {
                transmit(port);
            }
        }
    }

    void pokeReceive(ConsolePort port) {
        poke(receiveQueue(port));
    }

    void pokeTransmit(ConsolePort port) {
        poke(receiveQueue(port) + 1);
    }

    private static int receiveQueue(ConsolePort port) {
        return port.number == 0 ? 0 : 2 * (port.number + 1);
    }

    /** Guest to host, until nothing waits or the sink is full. */
    private void transmit(ConsolePort port) {
        VirtQueue queue = queue(receiveQueue(port) + 1);
        for (int requests = 0; requests < VirtQueue.LARGEST; requests++) {
            Chain chain = queue.current() != null ? queue.current() : queue.take();
            if (chain == null || !port.deliver(chain, buffer)) {
                return;
            }
            queue.finish(0);
        }
    }

    /** Host to guest, until nothing waits or the guest has no buffer. */
    private void receive(ConsolePort port) {
        VirtQueue queue = queue(receiveQueue(port));
        boolean moved = false;
        while (port.isOpen() && port.toGuest.size() > 0) {
            Chain chain = queue.take();
            if (chain == null) {
                break;
            }
            int length = port.toGuest.peek(buffer, 0, (int) Math.min(CHUNK, chain.writable()));
            chain.write(0, buffer, 0, length);
            port.toGuest.drop(length);
            queue.finish(length);
            if (length == 0) {
                throw new GuestException("a buffer for console input without room for a byte");
            }
            moved = true;
        }
        if (moved) {
            port.madeRoom();
        }
    }

    private void receiveControl() {
        VirtQueue queue = queue(CONTROL_OUT);
        for (int requests = 0; requests < VirtQueue.LARGEST; requests++) {
            Chain chain = queue.take();
            if (chain == null) {
                return;
            }
            chain.read(0, buffer, 0, CONTROL);
            int port = LittleEndian.i32(buffer, 0);
            int event = LittleEndian.u16(buffer, 4);
            int value = LittleEndian.u16(buffer, 6);
            queue.finish(0);
            handle(port, event, value);
        }
    }

    private void handle(int number, int event, int value) {
        if (event == DEVICE_READY && value == 1) {
            for (ConsolePort port : ports) {
                tell(port.number, PORT_ADD, 1, 0);
            }
            return;
        }
        if (number < 0 || number >= ports.length) {
            throw new GuestException(
                    "a control message about port " + Integer.toUnsignedString(number) + " of " + ports.length);
        }
        ConsolePort port = ports[number];
        if (event == PORT_READY && value == 1) {
            introduce(port);
        } else if (event == PORT_OPEN) {
            port.open(value != 0);
            if (port.isOpen()) {
                pokeReceive(port);
            }
        }
    }

    private void introduce(ConsolePort port) {
        if (port.number == 0) {
            tell(0, CONSOLE_PORT, 1, 0);
            sendSize();
        } else {
            byte[] name = port.name.getBytes(StandardCharsets.UTF_8);
            byte[] message = tell(port.number, PORT_NAME, 1, name.length);
            System.arraycopy(name, 0, message, CONTROL, name.length);
        }
        tell(port.number, PORT_OPEN, 1, 0);
    }

    /** Linux's driver has always taken the rows first, against §5.3.6.2. */
    private void sendSize() {
        byte[] message = tell(0, RESIZE, 0, 4);
        LittleEndian.put16(message, CONTROL, rows);
        LittleEndian.put16(message, CONTROL + 2, columns);
    }

    private byte[] tell(int port, int event, int value, int more) {
        if (control.size() > 8 * ports.length) {
            throw new GuestException("a driver that reads no control messages");
        }
        byte[] message = new byte[CONTROL + more];
        LittleEndian.put32(message, 0, port);
        LittleEndian.put16(message, 4, event);
        LittleEndian.put16(message, 6, value);
        control.add(message);
        return message;
    }

    private void sendControl() {
        VirtQueue queue = queue(CONTROL_IN);
        while (!control.isEmpty()) {
            if (!queue.isReady()) {
                return;
            }
            Chain chain = queue.take();
            if (chain == null) {
                return;
            }
            byte[] message = control.remove();
            chain.write(0, message, 0, message.length);
            queue.finish(message.length);
        }
    }
}
