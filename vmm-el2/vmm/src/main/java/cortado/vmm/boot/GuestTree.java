package cortado.vmm.boot;

import cortado.vmm.GuestMap;
import cortado.vmm.gic.Redistributors;

/**
 * The device tree of a guest.
 *
 * @param memory bytes of RAM
 * @param cpus how many
 * @param gicVersion 2 or 3
 * @param virtioDevices how many
 * @param commandLine for the kernel
 * @param initrd guest address of the initial RAM disk
 * @param initrdSize its bytes, 0 for none
 */
public record GuestTree(
        long memory, int cpus, int gicVersion, int virtioDevices, String commandLine, long initrd, long initrdSize) {
    private static final int GIC = 1;
    private static final int CLOCK = 2;

    // Interrupt specifiers: linux/Documentation/devicetree/bindings/interrupt-controller/arm,gic.yaml.
    private static final int SPI = 0;
    private static final int PPI = 1;
    private static final int EDGE = 1;
    private static final int LEVEL = 4;
    /** Of a PPI, for a GICv2: all eight CPUs. */
    private static final int ALL_CPUS = 0xff00;

    /**
     * The blob.
     *
     * @param seed random bytes for the kernel's generator, none for none
     */
    public byte[] write(byte[] seed) {
        TreeWriter tree = new TreeWriter();
        tree.begin("")
                .cells("#address-cells", 2)
                .cells("#size-cells", 2)
                .cells("interrupt-parent", GIC)
                .text("compatible", "cortado,guest", "linux,dummy-virt")
                .text("model", "Cortado virtual machine");
        chosen(tree, seed);
        tree.begin("memory@" + Long.toHexString(GuestMap.RAM))
                .text("device_type", "memory")
                .longs("reg", GuestMap.RAM, memory)
                .end();
        processors(tree);
        interruptController(tree);
        uart(tree);
        for (int i = 0; i < virtioDevices; i++) {
            long address = GuestMap.VIRTIO + i * GuestMap.VIRTIO_STRIDE;
            tree.begin("virtio_mmio@" + Long.toHexString(address))
                    .text("compatible", "virtio,mmio")
                    .longs("reg", address, GuestMap.VIRTIO_STRIDE)
                    .cells("interrupts", SPI, GuestMap.VIRTIO_SPI + i, EDGE)
                    .flag("dma-coherent")
                    .end();
        }
        return tree.end().finish();
    }

    private void chosen(TreeWriter tree, byte[] seed) {
        tree.begin("chosen").text("bootargs", commandLine).text("stdout-path", uartPath());
        if (initrdSize > 0) {
            tree.longs("linux,initrd-start", initrd).longs("linux,initrd-end", initrd + initrdSize);
        }
        if (seed.length > 0) {
            tree.bytes("rng-seed", seed);
        }
        tree.end();
    }

    private void processors(TreeWriter tree) {
        tree.begin("cpus").cells("#address-cells", 1).cells("#size-cells", 0);
        for (int i = 0; i < cpus; i++) {
            tree.begin("cpu@" + i)
                    .text("device_type", "cpu")
                    .text("compatible", "arm,armv8")
                    .cells("reg", i)
                    .text("enable-method", "psci")
                    .end();
        }
        tree.end();
        tree.begin("psci")
                .text("compatible", "arm,psci-1.0", "arm,psci-0.2")
                .text("method", "hvc")
                .end();
        int mask = gicVersion == 2 ? ALL_CPUS : 0;
        tree.begin("timer")
                .text("compatible", "arm,armv8-timer")
                .flag("always-on")
                // secure, physical, virtual, hypervisor
                .cells(
                        "interrupts",
                        PPI,
                        13,
                        LEVEL | mask,
                        PPI,
                        14,
                        LEVEL | mask,
                        PPI,
                        11,
                        LEVEL | mask,
                        PPI,
                        10,
                        LEVEL | mask)
                .end();
    }

    private void interruptController(TreeWriter tree) {
        tree.begin("interrupt-controller@" + Long.toHexString(GuestMap.GICD))
                .cells("phandle", GIC)
                .cells("#interrupt-cells", 3)
                .cells("#address-cells", 0)
                .flag("interrupt-controller");
        if (gicVersion == 2) {
            tree.text("compatible", "arm,gic-400", "arm,cortex-a15-gic")
                    .longs("reg", GuestMap.GICD, 0x1000, GuestMap.GICC, GuestMap.GICC_SIZE);
        } else {
            tree.text("compatible", "arm,gic-v3")
                    .longs("reg", GuestMap.GICD, 0x1_0000, GuestMap.GICR, (long) Redistributors.STRIDE * cpus);
        }
        tree.end();
    }

    private static String uartPath() {
        return "/pl011@" + Long.toHexString(GuestMap.UART);
    }

    private static void uart(TreeWriter tree) {
        tree.begin("apb-clk")
                .text("compatible", "fixed-clock")
                .cells("#clock-cells", 0)
                .cells("clock-frequency", 24_000_000)
                .cells("phandle", CLOCK)
                .end();
        tree.begin(uartPath().substring(1))
                .text("compatible", "arm,pl011", "arm,primecell")
                .longs("reg", GuestMap.UART, 0x1000)
                .cells("interrupts", SPI, GuestMap.UART_SPI, LEVEL)
                .cells("clocks", CLOCK, CLOCK)
                .text("clock-names", "uartclk", "apb_pclk")
                .end();
    }
}
