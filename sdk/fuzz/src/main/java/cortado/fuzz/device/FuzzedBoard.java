package cortado.fuzz.device;

import cortado.abi.LittleEndian;
import cortado.api.service.Block;
import cortado.api.service.Entropy;
import cortado.api.service.Firmware;
import cortado.api.service.Gpio;
import cortado.api.service.Power;
import cortado.api.service.Serial;
import cortado.driver.bcm2835.gpio.Bcm2835Gpio;
import cortado.driver.bcm2835.mailbox.Bcm2835Mailbox;
import cortado.driver.bcm2835.mailbox.MailboxRegister;
import cortado.driver.bcm2835.pm.Bcm2835Pm;
import cortado.driver.bcm2835.pm.PmRegister;
import cortado.driver.pl011.Pl011;
import cortado.driver.sdhci.Sdhci;
import cortado.driver.sdhci.SdhciRegister;
import cortado.driver.virtio.VirtioRegister;
import cortado.driver.virtio.blk.VirtioBlk;
import cortado.driver.virtio.rng.VirtioRng;
import cortado.testkit.Device;
import cortado.testkit.Program;
import java.util.List;
import java.util.Map;

/** The project's drivers, each with a device that a script can lead astray. */
public final class FuzzedBoard {
    /** A driver and its device. */
    public record Driven(Program program, FuzzedDevice hardware, String service) {}

    /** PL011 flag register (PL011 TRM 3.3.3): both FIFOs are empty. */
    private static final Map<Long, Long> EMPTY_FIFOS = Map.of(0x18L, 0x90L);

    private static final int SECTORS = 64;

    private FuzzedBoard() {}

    /** One of each, all different devices. */
    public static List<Driven> drivers() {
        byte[] disk = new byte[64];
        LittleEndian.put64(disk, 0, SECTORS);
        Driven serial =
                driven("pl011", "pl011@9000000", 0x1000, new FuzzedDevice(EMPTY_FIFOS), Serial.NAME, Pl011::main);
        Driven clocked = new Driven(serial.program().with("device.clock", "24000000"), serial.hardware(), Serial.NAME);
        return List.of(
                clocked,
                driven(
                        "virtio-blk",
                        "virtio_mmio@a003e00",
                        0x200,
                        new FuzzedVirtio(VirtioRegister.DEVICE_BLOCK, disk),
                        Block.NAME,
                        VirtioBlk::main),
                driven(
                        "virtio-rng",
                        "virtio_mmio@b000000",
                        0x200,
                        new FuzzedVirtio(VirtioRegister.DEVICE_ENTROPY, new byte[0]),
                        Entropy.NAME,
                        VirtioRng::main),
                driven("bcm2835-gpio", "gpio@c200000", 0xb4, new FuzzedDevice(Map.of()), Gpio.NAME, Bcm2835Gpio::main),
                driven(
                        "bcm2835-mailbox",
                        "mailbox@d00b880",
                        MailboxRegister.SIZE,
                        new FuzzedMailbox(),
                        Firmware.NAME,
                        Bcm2835Mailbox::main),
                driven(
                        "bcm2835-pm",
                        "watchdog@e100000",
                        PmRegister.SIZE,
                        new FuzzedDevice(Map.of()),
                        Power.NAME,
                        Bcm2835Pm::main),
                driven("sdhci", "mmc@f300000", SdhciRegister.SIZE, new FuzzedCard(), Block.NAME, Sdhci::main));
    }

    private static Driven driven(
            String name,
            String node,
            long size,
            FuzzedDevice hardware,
            String service,
            java.util.function.Consumer<String[]> main) {
        long address = Long.parseLong(node.substring(node.indexOf('@') + 1), 16);
        String compatible = name.equals("bcm2835-gpio") ? "brcm,bcm2711-gpio" : name;
        Device device = new Device(node, compatible, address, size, hardware);
        return new Driven(Program.driver(name, device, service, main), hardware, service);
    }
}
