package cortado.flash.rig;

import cortado.flash.run.Serial;
import cortado.flash.run.StreamSerial;
import cortado.flash.serial.SerialPorts;
import java.io.IOException;
import java.util.function.Consumer;

/** GPIO lines and a serial port of this machine. */
public final class HardwareBench implements Bench {
    private final RigSpec spec;
    private final Lines lines;
    private SerialPorts.Open port;

    /** A bench on these lines, which it closes in the end. */
    public HardwareBench(RigSpec spec, Lines lines) {
        this.spec = spec;
        this.lines = lines;
    }

    @Override
    public Lines lines() {
        return lines;
    }

    @Override
    public Serial serial(Consumer<byte[]> tap) throws IOException {
        port = SerialPorts.open(spec.serial().port(), spec.serial().baud());
        return new StreamSerial(port.in(), port.out(), tap);
    }

    @Override
    public void close() {
        if (port != null) {
            port.close();
        }
        lines.close();
    }
}
