package cortado.flash.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.flash.run.GuestSession.Reply;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Linux guests that go wrong, on purpose or not: what the shell says, and what is left of the others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LinuxHostileTest {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private Boards.Booted board;

    @BeforeAll
    void boot() throws Exception {
        board = Boards.boot("qemu-virt");
    }

    @AfterAll
    void end() throws Exception {
        board.close();
    }

    private Reply linux(String command) throws Exception {
        return board.guest().run(command, PATIENCE);
    }

    /** Whatever a guest did, the host answers and the next guest runs. */
    @AfterEach
    void theHostAndTheNextGuestAreAllRight() throws Exception {
        Reply alive = linux("linux echo alive");
        assertEquals("alive\n", alive.output());
        assertEquals(0, alive.status());
    }

    @Test
    void aPanicEndsTheCommandAndIsInTheLog() throws Exception {
        Reply reply = linux("linux sh -c 'echo before; sleep 1; echo c > /proc/sysrq-trigger; echo after'");
        assertTrue(reply.output().startsWith("before\n"), reply.output());
        assertTrue(!reply.output().contains("after"), reply.output());
        assertNotEquals(0, reply.status());
        assertTrue(board.run("log").contains("the guest's last words"), "the log has its last words");
    }

    @Test
    void aGuestThatResetsItselfHasEnded() throws Exception {
        assertNotEquals(
                0,
                linux("linux sh -c 'echo b > /proc/sysrq-trigger; sleep 100'").status());
    }

    @Test
    void aFullFileSystemAndAFullMemoryCostTheCommandAlone() throws Exception {
        Reply full = linux("linux sh -c 'dd if=/dev/zero of=/tmp/full bs=1M 2> /dev/null || echo full; rm /tmp/full'");
        assertEquals("full\n", full.output());
        assertEquals(137, linux("linux tail /dev/zero").status());
    }

    @Test
    void aFloodedConsoleDelaysNobody() throws Exception {
        Reply reply = linux("linux sh -c 'n=0; while [ $n -lt 500 ]; do echo \"<0>flood $n\"; n=$((n + 1)); done >"
                + " /dev/kmsg; echo done'");
        assertEquals("done\n", reply.output());
        assertEquals(0, reply.status());
    }

    @Test
    void randomWordsInAllRegistersOfADeviceHurtTheGuestAlone() throws Exception {
        Reply reply = linux("linux sh -c 'cd /sys/bus/platform/drivers/virtio-mmio; for d in *.virtio_mmio; do"
                + " ls $d/virtio*/virtio-ports > /dev/null 2>&1 && continue; echo $d > unbind; i=0;"
                + " while [ $i -lt 512 ]; do devmem $(printf 0x%x $((0x${d%%.*} + i))) 32 $((RANDOM * 65536 + RANDOM));"
                + " i=$((i + 4)); done; echo scribbled; done'");
        assertTrue(reply.output().startsWith("scribbled\n") || reply.status() != 0, reply.output());
    }
}
