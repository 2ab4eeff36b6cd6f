package cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.Call;
import cortado.abi.HandleType;
import cortado.abi.LittleEndian;
import cortado.abi.Rights;
import cortado.abi.StartLayout;
import cortado.abi.Status;
import cortado.kernel.simulated.BundleWriter;
import cortado.kernel.simulated.SimulatedBoard;
import cortado.kernel.simulated.SimulatedHalt;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BootTest {
    @Test
    void theFirstProcessRunsWithTheAuthorityAsItsOnlyHandle() {
        TestBoard test = new TestBoard();
        assertEquals(0, test.board.running(0));
        byte[] block = test.supervisor.read(test.startBlock(0), StartLayout.ENVIRON);
        assertEquals(StartLayout.MAGIC_VALUE, LittleEndian.i64(block, StartLayout.MAGIC));
        assertEquals(1, LittleEndian.i32(block, StartLayout.HANDLE_COUNT));
        test.supervisor.expect(HandleType.AUTHORITY, Call.HANDLE_INFO, test.authority);
        assertEquals(Rights.DUPLICATE | Rights.TRANSFER, test.supervisor.second());
    }

    @Test
    void theHeapIsZeroedAndTheStackHasItsSize() {
        TestBoard test = new TestBoard();
        byte[] heap = test.supervisor.read(test.supervisor.buffer(), (int) KernelLimits.SUPERVISOR_HEAP);
        for (byte value : heap) {
            assertEquals(0, value);
        }
        test.supervisor.read(test.supervisor.stack(), (int) KernelLimits.SUPERVISOR_STACK);
    }

    @Test
    void aBundleWithoutASupervisorIsAPanicThatSaysSo() {
        byte[] bundle = new BundleWriter().add("bin/other.elf", new byte[8]).toBytes();
        SimulatedBoard board = new SimulatedBoard(1, SimulatedBoard.DEFAULT_RAM, bundle, TestBoard.DEVICES);
        assertThrows(SimulatedHalt.class, board::boot);
        assertTrue(board.machine().console().contains("\u001ePANIC\u001f"));
        assertTrue(board.machine().console().contains("the boot bundle has no bin/supervisor.elf"));
    }

    @Test
    void aSupervisorThatIsNoExecutableIsAPanicThatSaysSo() {
        byte[] bundle = new BundleWriter()
                .add("bin/supervisor.elf", "#!/bin/sh".getBytes(StandardCharsets.UTF_8))
                .toBytes();
        SimulatedBoard board = new SimulatedBoard(1, SimulatedBoard.DEFAULT_RAM, bundle, TestBoard.DEVICES);
        assertThrows(SimulatedHalt.class, board::boot);
        assertTrue(board.machine().console().contains("not a static ELF64 executable"));
    }

    @Test
    void aProcessCanBeMadeAndItsEndGivesEverythingBack() {
        TestBoard test = new TestBoard();
        String before = test.usage();
        Agent child = test.start("child");
        child.expect(Status.OK, Call.NULL);
        child.expect(SimulatedBoard.BLOCKED, Call.EXIT, 7);
        test.supervisor.expect(Status.OK, Call.HANDLE_CLOSE, child.process);
        assertEquals(before, test.usage());
    }
}
