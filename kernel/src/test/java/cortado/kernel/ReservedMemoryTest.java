package cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.Call;
import cortado.abi.Cause;
import cortado.abi.FolioFlag;
import cortado.abi.Limits;
import cortado.abi.LittleEndian;
import cortado.abi.ProcessLayout;
import cortado.abi.Rights;
import cortado.abi.Status;
import cortado.abi.SystemInfoLayout;
import org.junit.jupiter.api.Test;

/** Memory that a process reserved is there for it, however much others take. */
class ReservedMemoryTest {
    private static final long MIB = 1 << 20;
    private static final int READ_WRITE = Rights.READ | Rights.WRITE;

    private final TestBoard test = new TestBoard();
    private final Agent careful = large("careful");
    private final Agent greedy = large("greedy");

    /** A process that may have all memory. */
    private Agent large(String name, int... handles) {
        byte[] parameters = test.parameters(name, TestBoard.PRIORITY, handles);
        LittleEndian.put64(parameters, ProcessLayout.MEMORY_QUOTA, 1L << 40);
        return test.started(parameters);
    }

    private long info(int field) {
        return LittleEndian.i64(test.system(), field);
    }

    private long free() {
        return info(SystemInfoLayout.MEMORY_FREE);
    }

    private long reserved() {
        return info(SystemInfoLayout.MEMORY_RESERVED);
    }

    /** How much a process may reserve. */
    private static long most(Agent agent) {
        agent.expect(Status.OK, Call.MEMORY_RESERVE, 0);
        return agent.second();
    }

    private static long sparse(Agent agent, long bytes) {
        long folio = agent.done(Call.FOLIO_CREATE, bytes, FolioFlag.SPARSE);
        return agent.done(Call.FOLIO_MAP, folio, 0, bytes, READ_WRITE);
    }

    private void takeEverything() {
        for (long size = 1L << 24; size >= Limits.PAGE; size /= 2) {
            long result;
            do {
                result = greedy.call(Call.FOLIO_CREATE, size, 0);
            } while (result >= 0);
            if (result != Status.NO_MEMORY) {
                assertEquals(Status.QUOTA_EXCEEDED, result); // as many objects as it may have
                return;
            }
        }
    }

    @Test
    void whatIsReservedIsFreeUntilItIsTaken() {
        long before = free();
        careful.expect(Status.OK, Call.MEMORY_RESERVE, 8 * MIB);
        assertEquals(before, free());
        assertEquals(8 * MIB, reserved());
        careful.done(Call.FOLIO_CREATE, 3 * MIB, 0);
        assertEquals(5 * MIB, reserved());
        assertEquals(before - 3 * MIB, free());
    }

    @Test
    void othersGetWhatIsLeftAndTheReserveCanBeTakenWhole() {
        long address = sparse(careful, 8 * MIB);
        careful.expect(Status.OK, Call.MEMORY_RESERVE, 9 * MIB);
        takeEverything();
        assertTrue(free() >= 9 * MIB, "of the reserve nothing was taken");
        for (long at = 0; at < 8 * MIB; at += Limits.PAGE) {
            careful.done(Call.NULL);
            test.board.fault(0, Cause.PAGE_FAULT, 0x40_0000, address + at);
        }
        assertTrue(careful.isAlive());
        assertTrue(reserved() < MIB && reserved() > 0, "tables and indices count");
    }

    @Test
    void whatIsGivenBackIsReservedAgain() {
        careful.expect(Status.OK, Call.MEMORY_RESERVE, 4 * MIB);
        long folio = careful.done(Call.FOLIO_CREATE, 6 * MIB, 0);
        assertEquals(0, reserved());
        careful.expect(Status.OK, Call.HANDLE_CLOSE, folio);
        assertEquals(4 * MIB, reserved());
        careful.expect(Status.OK, Call.MEMORY_RESERVE, 0);
        assertEquals(0, reserved());
    }

    @Test
    void moreThanThereIsCannotBeReservedAndTheCallSaysHowMuchCan() {
        long most = most(careful);
        assertEquals(free(), most);
        careful.expect(Status.NO_MEMORY, Call.MEMORY_RESERVE, most + 1);
        assertEquals(most, careful.second());
        careful.expect(Status.OK, Call.MEMORY_RESERVE, most - MIB);
        assertEquals(MIB, most(greedy));
        greedy.expect(Status.NO_MEMORY, Call.MEMORY_RESERVE, MIB + 1);
        greedy.expect(Status.OK, Call.MEMORY_RESERVE, MIB);
        greedy.expect(Status.NO_MEMORY, Call.FOLIO_CREATE, MIB + 1, 0);
        assertEquals(most, reserved());
        careful.expect(Status.INVALID_ARGUMENT, Call.MEMORY_RESERVE, -1);
        careful.expect(Status.NO_MEMORY, Call.MEMORY_RESERVE, Long.MAX_VALUE);
        assertEquals(most, reserved());
    }

    @Test
    void aQuotaBoundsIt() {
        Agent small = test.start("small");
        small.expect(Status.QUOTA_EXCEEDED, Call.MEMORY_RESERVE, MIB);
        long most = most(small);
        assertTrue(most < MIB);
        small.expect(Status.OK, Call.MEMORY_RESERVE, most);
    }

    @Test
    void itsEndGivesItUp() {
        String before = test.usage();
        Agent third = large("third");
        third.expect(Status.OK, Call.MEMORY_RESERVE, 16 * MIB);
        third.done(Call.FOLIO_CREATE, 3 * MIB, 0);
        test.supervisor.expect(Status.OK, Call.PROCESS_KILL, third.process);
        test.supervisor.expect(Status.OK, Call.HANDLE_CLOSE, third.process);
        assertEquals(0, reserved());
        assertEquals(before, test.usage());
    }

    @Test
    void whatOnesFolioNeedsIsNotTakenFromAnothersReserve() {
        long folio = test.supervisor.done(Call.FOLIO_CREATE, MIB, FolioFlag.SPARSE);
        Agent user = large("user", (int) folio);
        long address = user.done(Call.FOLIO_MAP, user.startHandle(0), 0, MIB, READ_WRITE);
        long most = most(user);
        user.expect(Status.OK, Call.MEMORY_RESERVE, most);
        user.expect(Status.NO_MEMORY, Call.FOLIO_COMMIT, address, MIB);
        user.expect(Status.OK, Call.MEMORY_RESERVE, most - 2 * MIB);
        user.expect(Status.OK, Call.FOLIO_COMMIT, address, MIB);
    }
}
