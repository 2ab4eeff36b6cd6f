package cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.Call;
import cortado.abi.Cause;
import cortado.abi.HandleInfoLayout;
import cortado.abi.HandleType;
import cortado.abi.Limits;
import cortado.abi.LittleEndian;
import cortado.abi.MessageLayout;
import cortado.abi.ProcessInfoLayout;
import cortado.abi.ProcessLayout;
import cortado.abi.ProcessState;
import cortado.abi.Rights;
import cortado.abi.StartLayout;
import cortado.abi.Status;
import cortado.kernel.simulated.SimulatedBoard;
import org.junit.jupiter.api.Test;

class ProcessTest {
    private final TestBoard test = new TestBoard();
    private final Agent supervisor = test.supervisor;

    private void refuse(int status, byte[] parameters) {
        String before = test.usage();
        assertEquals(status, test.create(parameters), () -> "expected " + Status.text(status));
        assertEquals(before, test.usage());
    }

    private byte[] with32(int offset, int value) {
        byte[] parameters = test.parameters("p", 10);
        LittleEndian.put32(parameters, offset, value);
        return parameters;
    }

    private byte[] with64(int offset, long value) {
        byte[] parameters = test.parameters("p", 10);
        LittleEndian.put64(parameters, offset, value);
        return parameters;
    }

    @Test
    void itFindsItsHeapStackEnvironAndHandlesInItsStartBlock() {
        long timer = supervisor.done(Call.TIMER_CREATE);
        long pair = supervisor.done(Call.CHANNEL_CREATE);
        byte[] environ = new byte[5000];
        for (int i = 0; i < environ.length; i++) {
            environ[i] = (byte) i;
        }
        supervisor.write(supervisor.buffer() + Limits.PAGE, environ);
        byte[] parameters = test.parameters("child", 20, (int) timer, (int) pair);
        LittleEndian.put32(parameters, ProcessLayout.ENVIRON_LENGTH, environ.length);
        LittleEndian.put64(parameters, ProcessLayout.ENVIRON, supervisor.buffer() + Limits.PAGE);
        long handle = test.create(parameters);
        assertTrue(handle > 0);
        Agent child = new Agent(test, 1);
        byte[] block = child.read(test.startBlock(1), StartLayout.ENVIRON + environ.length);
        assertEquals(StartLayout.MAGIC_VALUE, LittleEndian.i64(block, StartLayout.MAGIC));
        assertEquals(64 << 10, LittleEndian.i64(block, StartLayout.HEAP_SIZE));
        assertEquals(16 << 10, LittleEndian.i64(block, StartLayout.STACK_SIZE));
        assertEquals(2, LittleEndian.i32(block, StartLayout.HANDLE_COUNT));
        assertEquals(environ.length, LittleEndian.i32(block, StartLayout.ENVIRON_LENGTH));
        assertArrayEquals(environ, java.util.Arrays.copyOfRange(block, StartLayout.ENVIRON, block.length));
        assertArrayEquals(new byte[64 << 10], child.read(child.buffer(), 64 << 10));
        child.expect(HandleType.TIMER, Call.HANDLE_INFO, child.startHandle(0));
        child.expect(HandleType.CHANNEL, Call.HANDLE_INFO, child.startHandle(1));
        supervisor.expect(Status.BAD_HANDLE, Call.HANDLE_INFO, timer);
    }

    @Test
    void nothingIsMadeOfParametersThatMakeNoSense() {
        refuse(Status.INVALID_ARGUMENT, with32(ProcessLayout.PRIORITY, 0));
        refuse(Status.INVALID_ARGUMENT, with32(ProcessLayout.PRIORITY, 32));
        refuse(Status.INVALID_ARGUMENT, with32(ProcessLayout.PRIORITY, -1));
        refuse(Status.INVALID_ARGUMENT, with64(ProcessLayout.STACK_SIZE, 0));
        refuse(Status.INVALID_ARGUMENT, with64(ProcessLayout.STACK_SIZE, -4096));
        refuse(Status.INVALID_ARGUMENT, with64(ProcessLayout.HEAP_SIZE, Long.MIN_VALUE));
        refuse(Status.INVALID_ARGUMENT, with64(ProcessLayout.MEMORY_QUOTA, -1));
        refuse(Status.INVALID_ARGUMENT, with32(ProcessLayout.HANDLE_QUOTA, -1));
        refuse(Status.INVALID_ARGUMENT, with32(ProcessLayout.OBJECT_QUOTA, -1));
        refuse(Status.INVALID_ARGUMENT, with32(ProcessLayout.ENVIRON_LENGTH, -1));
        refuse(Status.INVALID_ARGUMENT, with32(ProcessLayout.HANDLE_COUNT, -1));
        refuse(Status.INVALID_ARGUMENT, with32(ProcessLayout.CHANNEL_QUOTA, -1));
        refuse(Status.INVALID_ARGUMENT, with32(ProcessLayout.TIMER_QUOTA, -1));
        refuse(Status.INVALID_ARGUMENT, with32(ProcessLayout.CPU_SHARE, -1));
        refuse(Status.OUT_OF_RANGE, with32(ProcessLayout.CPU_SHARE, 1000 * KernelLimits.CPUS + 1));
        refuse(Status.OUT_OF_RANGE, with32(ProcessLayout.HANDLE_QUOTA, KernelLimits.HANDLES + 1));
        refuse(Status.OUT_OF_RANGE, with32(ProcessLayout.HANDLE_COUNT, Limits.START_HANDLES + 1));
        refuse(Status.OUT_OF_RANGE, with32(ProcessLayout.ENVIRON_LENGTH, Limits.ENVIRON + 1));
        refuse(Status.OUT_OF_RANGE, with64(ProcessLayout.IMAGE_OFFSET, 1L << 40));
        refuse(Status.OUT_OF_RANGE, with64(ProcessLayout.IMAGE_OFFSET, -1));
        refuse(Status.OUT_OF_RANGE, with64(ProcessLayout.IMAGE_LENGTH, -1));
        refuse(Status.OUT_OF_RANGE, with64(ProcessLayout.IMAGE_LENGTH, Long.MAX_VALUE));
        refuse(Status.BAD_IMAGE, with64(ProcessLayout.IMAGE_OFFSET, 0));
        refuse(Status.BAD_IMAGE, with64(ProcessLayout.IMAGE_LENGTH, 63));
    }

    @Test
    void memoryBeyondTheQuotaOrTheMachineIsRefusedAndComesBack() {
        refuse(Status.QUOTA_EXCEEDED, with64(ProcessLayout.MEMORY_QUOTA, 0));
        refuse(Status.QUOTA_EXCEEDED, with64(ProcessLayout.MEMORY_QUOTA, 80 << 10));
        refuse(Status.QUOTA_EXCEEDED, with64(ProcessLayout.HEAP_SIZE, 1 << 20));
        refuse(Status.QUOTA_EXCEEDED, with64(ProcessLayout.HEAP_SIZE, Long.MAX_VALUE));
        refuse(Status.QUOTA_EXCEEDED, with64(ProcessLayout.STACK_SIZE, 1 << 20));
        byte[] huge = with64(ProcessLayout.MEMORY_QUOTA, Long.MAX_VALUE);
        LittleEndian.put64(huge, ProcessLayout.HEAP_SIZE, 100L << 20);
        refuse(Status.NO_MEMORY, huge);
        LittleEndian.put64(huge, ProcessLayout.HEAP_SIZE, Long.MAX_VALUE - 8192);
        refuse(Status.QUOTA_EXCEEDED, huge);
    }

    @Test
    void itsImageHasToBeAFolioThatMayBeExecuted() {
        long timer = supervisor.done(Call.TIMER_CREATE);
        refuse(Status.BAD_HANDLE, with32(ProcessLayout.IMAGE, 0));
        refuse(Status.WRONG_TYPE, with32(ProcessLayout.IMAGE, (int) timer));
        long tree = supervisor.done(Call.BOOT_FOLIO, test.authority, 0);
        refuse(Status.ACCESS_DENIED, with32(ProcessLayout.IMAGE, (int) tree));
    }

    @Test
    void itsHandlesHaveToBeTheCreatorsAndMovable() {
        long timer = supervisor.done(Call.TIMER_CREATE);
        long fixed = supervisor.done(Call.HANDLE_DUPLICATE, timer, Rights.WRITE);
        refuse(Status.BAD_HANDLE, test.parameters("p", 10, (int) timer, 12345));
        refuse(Status.ACCESS_DENIED, test.parameters("p", 10, (int) timer, (int) fixed));
        refuse(Status.INVALID_ARGUMENT, test.parameters("p", 10, (int) timer, (int) timer));
        byte[] few = test.parameters("p", 10, (int) timer);
        LittleEndian.put32(few, ProcessLayout.HANDLE_QUOTA, 0);
        refuse(Status.QUOTA_EXCEEDED, few);
        supervisor.expect(Status.OK, Call.TIMER_SET, timer, 1);
    }

    @Test
    void badPointersAreRefusedAndNothingIsLeft() {
        String before = test.usage();
        for (long bad : new long[] {0, -1, Limits.USER_END - 8, Long.MIN_VALUE, 0x30_0000}) {
            supervisor.expect(Status.BAD_ADDRESS, Call.PROCESS_CREATE, test.authority, bad);
        }
        assertEquals(before, test.usage());
        byte[] parameters = with32(ProcessLayout.ENVIRON_LENGTH, 4096);
        LittleEndian.put64(parameters, ProcessLayout.ENVIRON, supervisor.stack() + (256 << 10) - 2048);
        refuse(Status.BAD_ADDRESS, parameters);
    }

    @Test
    void theTableOfProcessesIsFiniteAndRefills() {
        String before = test.usage();
        for (int round = 0; round < 3; round++) {
            long[] handles = new long[KernelLimits.PROCESSES - 1];
            for (int i = 0; i < handles.length; i++) {
                handles[i] = test.create(test.parameters("p" + i, 5));
                assertTrue(handles[i] > 0);
            }
            refuse(Status.NO_MEMORY, test.parameters("late", 5));
            for (long handle : handles) {
                supervisor.expect(Status.OK, Call.PROCESS_KILL, handle);
                supervisor.expect(Status.OK, Call.HANDLE_CLOSE, handle);
            }
            assertEquals(before, test.usage());
        }
    }

    @Test
    void whatItDidIsKnownAfterItsEnd() {
        Agent child = test.start("short lived");
        child.call(Call.EXIT, 42);
        byte[] info = test.info(child.process);
        assertEquals(ProcessState.ENDED, LittleEndian.i32(info, ProcessInfoLayout.STATE));
        assertEquals(42, LittleEndian.i32(info, ProcessInfoLayout.EXIT_STATUS));
        assertEquals(Cause.EXIT, LittleEndian.i32(info, ProcessInfoLayout.CAUSE));
        assertEquals(0, LittleEndian.i64(info, ProcessInfoLayout.MEMORY_USED));
        assertEquals(0, LittleEndian.i32(info, ProcessInfoLayout.HANDLES));
        assertEquals('s', info[ProcessInfoLayout.NAME]);
    }

    @Test
    void infoTellsWhatALivingOneHas() {
        Agent child = test.start("child");
        child.done(Call.TIMER_CREATE);
        child.done(Call.CHANNEL_CREATE);
        byte[] info = test.info(child.process);
        assertEquals(2, LittleEndian.i32(info, ProcessInfoLayout.ID));
        assertEquals(ProcessState.READY, LittleEndian.i32(info, ProcessInfoLayout.STATE));
        assertEquals(3, LittleEndian.i32(info, ProcessInfoLayout.HANDLES));
        assertEquals(2, LittleEndian.i32(info, ProcessInfoLayout.OBJECTS));
        assertEquals(1 << 20, LittleEndian.i64(info, ProcessInfoLayout.MEMORY_QUOTA));
        assertTrue(LittleEndian.i64(info, ProcessInfoLayout.MEMORY_USED) >= 80 << 10);
        supervisor.expect(Status.BAD_ADDRESS, Call.PROCESS_INFO, child.process, 0);
        child.expect(Status.OK, Call.PROCESS_INFO, 0, child.buffer());
        byte[] own = child.read(child.buffer(), ProcessInfoLayout.SIZE);
        assertEquals(2, LittleEndian.i32(own, ProcessInfoLayout.ID));
        assertEquals(ProcessState.RUNNING, LittleEndian.i32(own, ProcessInfoLayout.STATE));
    }

    @Test
    void cpuTimeIsTimeOnACpu() {
        Agent child = test.start("child");
        child.expect(Status.OK, Call.NULL);
        test.machine.setTime(test.machine.now() + 5_000_000);
        byte[] info = test.info(child.process);
        assertEquals(5_000_000, LittleEndian.i64(info, ProcessInfoLayout.CPU_TIME));
    }

    @Test
    void itsHandlesCanBeListed() {
        Agent child = test.start("child");
        long folio = child.done(Call.FOLIO_CREATE, 3 * Limits.PAGE, 0);
        long first = child.done(Call.CHANNEL_CREATE);
        long second = child.second();
        child.send(first, 1, "x");
        supervisor.expect(3, Call.PROCESS_HANDLES, child.process, supervisor.buffer(), 256);
        byte[] list = supervisor.read(supervisor.buffer(), 3 * HandleInfoLayout.SIZE);
        assertEquals(folio, LittleEndian.i32(list, HandleInfoLayout.HANDLE));
        assertEquals(HandleType.FOLIO, LittleEndian.i32(list, HandleInfoLayout.TYPE));
        assertEquals(3, LittleEndian.i32(list, HandleInfoLayout.DETAIL));
        int found = 0;
        for (int at = 0; at < list.length; at += HandleInfoLayout.SIZE) {
            if (LittleEndian.i32(list, at + HandleInfoLayout.HANDLE) == second) {
                found = LittleEndian.i32(list, at + HandleInfoLayout.DETAIL);
            }
        }
        assertEquals(1, found);
        supervisor.expect(1, Call.PROCESS_HANDLES, child.process, supervisor.buffer(), 1);
        supervisor.expect(0, Call.PROCESS_HANDLES, child.process, supervisor.buffer(), 0);
        supervisor.expect(Status.INVALID_ARGUMENT, Call.PROCESS_HANDLES, child.process, supervisor.buffer(), -1);
        supervisor.expect(Status.BAD_ADDRESS, Call.PROCESS_HANDLES, child.process, 0, 1);
    }

    @Test
    void lookingAndKillingAreTwoRights() {
        Agent child = test.start("child");
        long looker = supervisor.done(Call.HANDLE_DUPLICATE, child.process, Rights.INSPECT);
        long killer = supervisor.done(Call.HANDLE_DUPLICATE, child.process, Rights.MANAGE);
        supervisor.expect(Status.ACCESS_DENIED, Call.PROCESS_KILL, looker);
        supervisor.expect(Status.ACCESS_DENIED, Call.PROCESS_INFO, killer, supervisor.buffer());
        supervisor.expect(Status.ACCESS_DENIED, Call.PROCESS_HANDLES, killer, supervisor.buffer(), 1);
        supervisor.expect(Status.OK, Call.PROCESS_KILL, killer);
        assertFalse(child.isAlive());
        supervisor.expect(Status.OK, Call.PROCESS_KILL, killer);
        byte[] info = test.info(looker);
        assertEquals(Cause.KILLED, LittleEndian.i32(info, ProcessInfoLayout.CAUSE));
        assertEquals(-Cause.KILLED, LittleEndian.i32(info, ProcessInfoLayout.EXIT_STATUS));
    }

    @Test
    void aProcessCanKillItselfByItsOwnHandle() {
        long pair = supervisor.done(Call.CHANNEL_CREATE);
        long mine = supervisor.second();
        Agent child = test.start("child", (int) pair);
        long copy = supervisor.done(Call.HANDLE_DUPLICATE, child.process, Rights.ALL & 0x370);
        supervisor.send(mine, 1, "you", (int) copy);
        child.receive(child.startHandle(0));
        child.expect(SimulatedBoard.BLOCKED, Call.PROCESS_KILL, child.received(0));
        assertFalse(child.isAlive());
        supervisor.expect(Status.OK, Call.HANDLE_CLOSE, child.process);
        supervisor.expect(Status.OK, Call.HANDLE_CLOSE, mine);
        assertTrue(test.usage().contains("processes 1,"));
    }

    @Test
    void aProcessThatWaitsCanBeKilled() {
        String before = test.usage();
        Agent child = test.start("child");
        long end = child.done(Call.CHANNEL_CREATE);
        long timer = child.done(Call.TIMER_CREATE);
        child.expect(Status.OK, Call.TIMER_SET, timer, test.machine.now() + 500);
        long deadline = test.machine.now() + 1000;
        child.expect(SimulatedBoard.BLOCKED, Call.CHANNEL_RECEIVE, end, child.buffer(), MessageLayout.SIZE, deadline);
        supervisor.expect(Status.OK, Call.PROCESS_KILL, child.process);
        supervisor.expect(Status.OK, Call.HANDLE_CLOSE, child.process);
        test.board.passTime(deadline + 1);
        assertEquals(before, test.usage());
    }

    @Test
    void aFaultEndsOnlyTheProcessAndIsTold() {
        Agent child = test.start("clumsy");
        assertTrue(test.board.bring(0, child.slot));
        test.board.fault(0, Cause.PAGE_FAULT, 0x40_0010, 0x18);
        assertFalse(child.isAlive());
        byte[] info = test.info(child.process);
        assertEquals(Cause.PAGE_FAULT, LittleEndian.i32(info, ProcessInfoLayout.CAUSE));
        assertEquals(-Cause.PAGE_FAULT, LittleEndian.i32(info, ProcessInfoLayout.EXIT_STATUS));
        assertEquals(0x40_0010, LittleEndian.i64(info, ProcessInfoLayout.FAULT_PC));
        assertEquals(0x18, LittleEndian.i64(info, ProcessInfoLayout.FAULT_ADDRESS));
        assertTrue(test.machine
                .console()
                .contains("clumsy (process 2) ended: page fault at pc 0x400010, address 0x18\r\n"));
    }

    @Test
    void aFaultUnderTheStackIsAnOverflow() {
        Agent child = test.start("deep");
        long stack = child.stack();
        assertTrue(test.board.bring(0, child.slot));
        test.board.fault(0, Cause.PAGE_FAULT, 0x40_0010, stack - 16);
        byte[] info = test.info(child.process);
        assertEquals(Cause.STACK_OVERFLOW, LittleEndian.i32(info, ProcessInfoLayout.CAUSE));
    }

    @Test
    void itsNumbersAreNeverUsedTwice() {
        int last = 0;
        for (int i = 0; i < 200; i++) {
            Agent child = test.start("p");
            int id = LittleEndian.i32(test.info(child.process), ProcessInfoLayout.ID);
            assertTrue(id > last);
            last = id;
            child.call(Call.EXIT, 0);
            supervisor.expect(Status.OK, Call.HANDLE_CLOSE, child.process);
        }
    }

    @Test
    void theEndOfAProcessThatHasEverythingLeavesNothing() {
        String before = test.usage();
        for (int round = 0; round < 20; round++) {
            Agent child = test.start("rich");
            long poll = child.done(Call.POLL_CREATE);
            long end = child.done(Call.CHANNEL_CREATE);
            long peer = child.second();
            long folio = child.done(Call.FOLIO_CREATE, 1 << 17, 0);
            long dma = child.done(Call.FOLIO_CREATE, 8192, 1);
            child.done(Call.FOLIO_MAP, folio, 0, 1 << 17, Rights.READ | Rights.WRITE);
            child.done(Call.FOLIO_MAP, folio, 0, 4096, Rights.READ);
            child.done(Call.FOLIO_MAP, dma, 0, 4096, Rights.READ);
            long timer = child.done(Call.TIMER_CREATE);
            child.expect(Status.OK, Call.TIMER_SET, timer, test.machine.now() + 100);
            child.expect(Status.OK, Call.POLL_ADD, poll, timer, 8, 1);
            child.expect(Status.OK, Call.POLL_ADD, poll, peer, 3, 1);
            child.send(end, 1, "left behind", (int) folio);
            supervisor.expect(Status.OK, Call.PROCESS_KILL, child.process);
            supervisor.expect(Status.OK, Call.HANDLE_CLOSE, child.process);
            test.board.passTime(test.machine.now() + 1000);
            assertEquals(before, test.usage());
        }
    }

    @Test
    void powerNeedsFirmwareThatHasIt() {
        supervisor.expect(Status.NOT_SUPPORTED, Call.MACHINE_POWER, test.authority, 0);
        supervisor.expect(Status.INVALID_ARGUMENT, Call.MACHINE_POWER, test.authority, 2);
    }
}
