package cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.Call;
import cortado.abi.Cause;
import cortado.abi.FolioFlag;
import cortado.abi.Limits;
import cortado.abi.LittleEndian;
import cortado.abi.ProcessInfoLayout;
import cortado.abi.Rights;
import cortado.abi.Status;
import org.junit.jupiter.api.Test;

class SparseFolioTest {
    private static final int READ_WRITE = Rights.READ | Rights.WRITE;
    private static final int PAGES = 1100;

    private final TestBoard test = new TestBoard();
    private final Agent agent = test.start("sparse");

    private long used() {
        return LittleEndian.i64(test.info(agent.process), ProcessInfoLayout.MEMORY_USED);
    }

    private long map(long pages) {
        long folio = agent.done(Call.FOLIO_CREATE, pages * Limits.PAGE, FolioFlag.SPARSE);
        return agent.done(Call.FOLIO_MAP, folio, 0, pages * Limits.PAGE, READ_WRITE);
    }

    private void touch(long address) {
        agent.done(Call.NULL);
        test.board.fault(0, Cause.PAGE_FAULT, 0x40_0000, address);
    }

    @Test
    void aPageTakesMemoryWhenItIsTouched() {
        long address = map(PAGES);
        long before = used();
        touch(address + 600 * Limits.PAGE + 5);
        // the page, an index page, and at most two tables
        assertTrue(used() - before >= 2 * Limits.PAGE && used() - before <= 4 * Limits.PAGE);
        long between = used();
        touch(address + 601 * Limits.PAGE);
        assertEquals(Limits.PAGE, used() - between);
        assertTrue(agent.isAlive());
    }

    @Test
    void whatTwoMappingsTouchIsTheSamePage() {
        long folio = agent.done(Call.FOLIO_CREATE, 4 * Limits.PAGE, FolioFlag.SPARSE);
        long one = agent.done(Call.FOLIO_MAP, folio, 0, 4 * Limits.PAGE, READ_WRITE);
        long other = agent.done(Call.FOLIO_MAP, folio, Limits.PAGE, Limits.PAGE, Rights.READ);
        touch(one + Limits.PAGE);
        agent.write(one + Limits.PAGE, new byte[] {1, 2, 3});
        touch(other);
        assertArrayEquals(new byte[] {1, 2, 3}, agent.read(other, 3));
    }

    @Test
    void theKernelTouchesPagesForACall() {
        long address = map(2);
        agent.expect(Status.OK, Call.PROCESS_INFO, 0, address + Limits.PAGE - 8);
        assertEquals(
                agent.slot > 0, LittleEndian.i32(agent.read(address + Limits.PAGE - 8, 4), ProcessInfoLayout.ID) > 0);
    }

    @Test
    void committingTakesAllPagesOrNone() {
        long address = map(PAGES);
        long before = used();
        agent.expect(Status.QUOTA_EXCEEDED, Call.FOLIO_COMMIT, address, PAGES * (long) Limits.PAGE);
        assertEquals(before, used());
        agent.expect(Status.OK, Call.FOLIO_COMMIT, address + 100, 2 * Limits.PAGE);
        agent.write(address + 2 * Limits.PAGE, new byte[] {7});
        agent.expect(
                Status.BAD_ADDRESS, Call.FOLIO_COMMIT, address + (PAGES - 1) * (long) Limits.PAGE, 2 * Limits.PAGE);
        agent.expect(Status.INVALID_ARGUMENT, Call.FOLIO_COMMIT, address, 0);
    }

    @Test
    void withoutQuotaATouchEndsTheProcess() {
        long address = map(PAGES);
        int page = 0;
        while (agent.isAlive()) {
            touch(address + page++ * (long) Limits.PAGE);
        }
        assertTrue(page > 100 && page < PAGES);
        assertEquals(Cause.OUT_OF_MEMORY, LittleEndian.i32(test.info(agent.process), ProcessInfoLayout.CAUSE));
    }

    @Test
    void allOfItComesBack() {
        String before = test.usage();
        Agent other = test.start("other");
        long folio = other.done(Call.FOLIO_CREATE, PAGES * (long) Limits.PAGE, FolioFlag.SPARSE);
        long address = other.done(Call.FOLIO_MAP, folio, 0, PAGES * (long) Limits.PAGE, READ_WRITE);
        other.done(Call.FOLIO_COMMIT, address, 40 * Limits.PAGE);
        test.supervisor.expect(Status.OK, Call.PROCESS_KILL, other.process);
        test.supervisor.expect(Status.OK, Call.HANDLE_CLOSE, other.process);
        assertEquals(before, test.usage());
    }

    @Test
    void itHoldsNoProgramAndNotTooMuch() {
        agent.expect(Status.INVALID_ARGUMENT, Call.FOLIO_CREATE, Limits.SPARSE_FOLIO + 1, FolioFlag.SPARSE);
        agent.expect(Status.INVALID_ARGUMENT, Call.FOLIO_CREATE, 1, FolioFlag.SPARSE | FolioFlag.DMA);
        assertFalse(agent.call(Call.FOLIO_CREATE, Limits.SPARSE_FOLIO, FolioFlag.SPARSE) < 0);
    }
}
