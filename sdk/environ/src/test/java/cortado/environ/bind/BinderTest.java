package cortado.environ.bind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import cortado.environ.bind.Binding.Reason;
import cortado.environ.spec.ProcessSpec;
import cortado.environ.tree.DeviceTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BinderTest {
    private static final ProcessSpec PL011 = Trees.driver("pl011", "serial", "arm,pl011");
    private static final ProcessSpec PRIMECELL = Trees.driver("primecell", "cell", "arm,primecell");

    private static DeviceTree tree;

    @BeforeAll
    static void compile() throws IOException {
        tree = Trees.pi4Shape();
    }

    private static Binding at(List<Binding> bindings, String path) {
        return bindings.stream()
                .filter(binding -> binding.node().path().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no binding for " + path));
    }

    private static List<Binding> bind(ProcessSpec... drivers) {
        return new Binder(tree, List.of(drivers), Probe.NONE).bind();
    }

    private static void assertUnbound(Reason reason, String text, Binding binding) {
        Binding.Unbound unbound = assertInstanceOf(Binding.Unbound.class, binding);
        assertEquals(reason, unbound.reason());
        assertEquals(text, unbound.text());
    }

    @Test
    void eachDeviceGetsAProcessOfItsOwn() {
        List<Binding> bindings = bind(PL011);
        Binding.Bound first = assertInstanceOf(Binding.Bound.class, at(bindings, "/soc/serial@7e201000"));
        Binding.Bound second = assertInstanceOf(Binding.Bound.class, at(bindings, "/soc/serial@7e201400"));
        assertEquals("pl011", first.process());
        assertEquals("pl011.2", second.process());
        assertEquals("arm,pl011", first.compatible());
    }

    @Test
    void theMostSpecificStringDecidesNotTheOrderOfDrivers() {
        Binding.Bound bound = assertInstanceOf(Binding.Bound.class, at(bind(PRIMECELL, PL011), "/soc/serial@7e201000"));
        assertEquals("pl011", bound.driver().name());
    }

    @Test
    void ofDriversForOneStringTheFirstIsTaken() {
        ProcessSpec other = Trees.driver("other", "serial", "arm,pl011");
        Binding.Bound bound = assertInstanceOf(Binding.Bound.class, at(bind(other, PL011), "/soc/serial@7e201000"));
        assertEquals("other", bound.driver().name());
    }

    @Test
    void theConsolesDriverHasNumberOne() {
        ProcessSpec both = Trees.driver("both", "serial", "arm,pl011", "brcm,bcm2835-aux-uart");
        Binding.Bound console = assertInstanceOf(Binding.Bound.class, bind(both).get(0));
        assertEquals("/soc/serial@7e215040", console.node().path());
        assertEquals("both", console.process());
    }

    @Test
    void whatTheKernelDrivesIsNobodyElses() {
        ProcessSpec greedy = Trees.driver("greedy", "gic", "arm,gic-400", "arm,cortex-a72");
        List<Binding> bindings = bind(greedy);
        assertInstanceOf(Binding.Kernel.class, at(bindings, "/soc/interrupt-controller@40041000"));
        assertInstanceOf(Binding.Kernel.class, at(bindings, "/cpus/cpu@0"));
    }

    @Test
    void whatCannotBeGrantedSaysWhy() {
        List<Binding> bindings = bind(PL011);
        assertUnbound(Reason.DISABLED, "disabled in the tree", at(bindings, "/soc/serial@7e201600"));
        assertUnbound(
                Reason.REGISTERS,
                "'pl011' fits, but reg[0] (7f900000+200) is outside the ranges of the buses above it, the nearest being"
                        + " /soc",
                at(bindings, "/soc/serial@7f900000"));
        assertUnbound(
                Reason.INTERRUPTS,
                "'pl011' fits, but its interrupt 0 goes to /soc/gpio@7e200000, which is no GIC",
                at(bindings, "/soc/serial@7e201a00"));
        assertUnbound(Reason.NO_DRIVER, "no driver", at(bindings, "/soc/serial@7e215040"));
        ProcessSpec bridge = Trees.driver("bridge", "pci", "test,bridge");
        assertUnbound(
                Reason.REGISTERS,
                "'bridge' fits, but reg[0] is on a bus whose addresses have more than two cells",
                at(bind(bridge), "/scb/pcie@7d500000/bridge@0"));
    }

    @Test
    void addressesAreTranslatedThroughEveryBus() {
        assertEquals(
                0xfd500000L, tree.at("/scb/pcie@7d500000").registers().get(0).address());
        assertEquals(54_000_000, tree.at("/soc/serial@7e201400").clockRate());
        assertEquals(0, tree.at("/soc/serial@7e201000").clockRate());
        assertEquals(
                0xc0000000L, tree.at("/soc/serial@7e201000").windows().get(0).busAddress());
        assertEquals(List.of(), tree.at("/scb/pcie@7d500000").windows());
    }

    @Test
    void aDriverOfLeavesLeavesADeviceAloneThatLeadsToAnother() throws IOException {
        DeviceTree pi = Trees.open(Path.of("../../boards/rpi4/rpi4.dts"));
        ProcessSpec cards = Trees.leaves("cards", "block", "brcm,bcm2835-sdhci", "brcm,bcm2711-emmc2");
        List<Binding> bindings = new Binder(pi, List.of(cards), Probe.NONE).bind();
        assertUnbound(
                Reason.OCCUPIED, "it leads to wifi@1, which 'cards' is not for", at(bindings, "/soc/mmc@7e300000"));
        assertEquals(
                "cards",
                assertInstanceOf(Binding.Bound.class, at(bindings, "/emmc2bus/mmc@7e340000"))
                        .process());
    }

    @Test
    void aRegisterTellsAlikeDevicesApart() throws IOException {
        DeviceTree virt = Trees.open(Path.of("../../boards/qemu-virt/qemu-virt.dts"));
        List<ProcessSpec> drivers =
                List.of(Trees.identified("rng", 4, "virtio,mmio"), Trees.identified("blk", 2, "virtio,mmio"));
        Probe probe = (node, block, offset) -> OptionalInt.of(
                switch (node.name()) {
                    case "virtio_mmio@a003e00" -> 2;
                    case "virtio_mmio@a003c00" -> 4;
                    case "virtio_mmio@a003a00" -> 16;
                    default -> 0;
                });
        List<Binding> bindings = new Binder(virt, drivers, probe).bind();
        assertEquals(
                "blk",
                assertInstanceOf(Binding.Bound.class, at(bindings, "/virtio_mmio@a003e00"))
                        .process());
        assertEquals(
                "rng",
                assertInstanceOf(Binding.Bound.class, at(bindings, "/virtio_mmio@a003c00"))
                        .process());
        assertUnbound(
                Reason.NOT_IDENTIFIED,
                "its register 8 reads 16, which no driver of 'virtio,mmio' is for",
                at(bindings, "/virtio_mmio@a003a00"));
        assertUnbound(
                Reason.NOT_IDENTIFIED,
                "nothing is plugged in: its register 8 reads 0",
                at(bindings, "/virtio_mmio@a000000"));
        Binding.Deferred deferred = assertInstanceOf(
                Binding.Deferred.class, at(new Binder(virt, drivers, Probe.NONE).bind(), "/virtio_mmio@a000000"));
        assertEquals(2, deferred.candidates().size());
    }
}
