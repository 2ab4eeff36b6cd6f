package cortado.flash.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.flash.run.GuestSession;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same image on every machine it is meant for: CPUs, CPU models, interrupt controllers, entry levels. */
class MachinesTest {
    /** The bare guests of rootfs/trials take seconds; a busy host makes minutes of them. */
    private static final Duration GUESTS = Duration.ofMinutes(3);

    @ParameterizedTest(name = "{0} CPUs, {1}, GICv{2}, entered at EL{3}")
    @CsvSource({
        "1, cortex-a72, 2, 2",
        "2, cortex-a53, 3, 1",
        "3, cortex-a76, 2, 1",
        "4, cortex-a72, 2, 2",
        "4, max, 3, 2",
        "2, cortex-a76, 3, 2",
        "1, max, 2, 1",
        "4, cortex-a53, 2, 2",
    })
    void bootsAndRunsEveryProcess(int cpus, String model, int gic, int level) throws Exception {
        try (Boards.Booted board = Boards.boot(
                Boards.PROJECT,
                "qemu-virt",
                command -> command.smp(cpus).cpu(model).gic(gic).virtualization(level == 2))) {
            String version = board.run("version");
            assertTrue(version.contains(cpus == 1 ? " 1 CPU" : " " + cpus + " CPUs"), version);
            assertTrue(board.run("ps").contains("virtio-blk"), board.run("ps"));
            assertEquals("16384 sectors of 512 bytes, 8 MiB\n", board.run("disk size"));
            GuestSession.Reply guests = board.guest().run("run guests", GUESTS);
            assertEquals(0, guests.status(), guests.output());
            boolean none = guests.output().startsWith("no guests here: the board was entered at EL1");
            assertEquals(level == 1, none, guests.output());
        }
    }
}
