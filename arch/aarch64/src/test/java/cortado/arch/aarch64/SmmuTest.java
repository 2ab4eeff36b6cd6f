package cortado.arch.aarch64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.Status;
import org.junit.jupiter.api.Test;

/** What a device reaches through the SMMU is what was mapped for it, at once and no longer. */
class SmmuTest {
    private static final int STREAM = 8;
    private static final int NODE = 0x100;
    private static final long FOLIO = 0x4c12_3000L;
    private static final long STOPPED = -1;

    private final SimulatedMemory memory = new SimulatedMemory();
    private final SimulatedSmmu hardware = new SimulatedSmmu(memory);
    private final Smmu smmu = smmu(hardware);

    private Smmu smmu(SimulatedSmmu block) {
        return new Smmu(NODE, block, memory, new RecordedTranslations(), new int[] {106, 109});
    }

    private Smmu started() {
        long first = memory.take(0);
        for (int i = 1; i < smmu.pages(); i++) {
            memory.take(0);
        }
        assertTrue(smmu.start(first, memory));
        return smmu;
    }

    private void assertFault(int stream, long address, boolean write) {
        assertTrue(smmu.nextFault());
        assertEquals(stream, smmu.faultStream());
        assertEquals(address, smmu.faultAddress());
        assertEquals(write, smmu.faultWrites());
    }

    @Test
    void nothingIsReachedUntilItIsMapped() {
        started();
        assertEquals(STOPPED, hardware.access(STREAM, FOLIO, true));
        assertFault(STREAM, FOLIO, true);
        assertEquals(STOPPED, hardware.access(0, 0x4000_0000L, false));
        assertFault(0, 0x4000_0000L, false);
        assertFalse(smmu.nextFault());
    }

    @Test
    void whatIsMappedIsReachedAtItsOwnAddressAndNothingBesideIt() {
        started();
        assertTrue(smmu.map(STREAM, FOLIO, 2));
        assertEquals(FOLIO, hardware.access(STREAM, FOLIO, true));
        assertEquals(FOLIO + 0x1fff, hardware.access(STREAM, FOLIO + 0x1fff, false));
        assertFalse(smmu.nextFault());
        assertEquals(STOPPED, hardware.access(STREAM, FOLIO + 0x2000, true));
        assertFault(STREAM, FOLIO + 0x2000, true);
        assertEquals(STOPPED, hardware.access(STREAM, FOLIO - 1, false));
        assertFault(STREAM, FOLIO - 1, false);
        assertEquals(STOPPED, hardware.access(STREAM + 1, FOLIO, false));
        assertFault(STREAM + 1, FOLIO, false);
    }

    @Test
    void aSecondFolioIsReachedAsWell() {
        started();
        smmu.map(STREAM, FOLIO, 1);
        hardware.access(STREAM, FOLIO, true);
        assertEquals(STOPPED, hardware.access(STREAM, 0x5000_0000L, true));
        assertTrue(smmu.map(STREAM, 0x5000_0000L, 1));
        assertEquals(0x5000_0008L, hardware.access(STREAM, 0x5000_0008L, true));
    }

    @Test
    void whatIsUnmappedIsNotRemembered() {
        started();
        smmu.map(STREAM, FOLIO, 2);
        smmu.map(STREAM + 1, FOLIO, 1);
        hardware.access(STREAM, FOLIO, true);
        hardware.access(STREAM + 1, FOLIO, true);
        assertTrue(smmu.unmap(STREAM, FOLIO, 1));
        assertEquals(STOPPED, hardware.access(STREAM, FOLIO, true));
        assertEquals(FOLIO + 0x1000, hardware.access(STREAM, FOLIO + 0x1000, true));
        assertEquals(FOLIO, hardware.access(STREAM + 1, FOLIO, true), "another device's is left alone");
    }

    @Test
    void aSilencedStreamReachesNothingAndIsNotHeardOf() {
        started();
        smmu.map(STREAM, FOLIO, 1);
        hardware.access(STREAM, FOLIO, true);
        smmu.silence(STREAM);
        assertEquals(STOPPED, hardware.access(STREAM, FOLIO, true));
        assertFalse(smmu.nextFault());
        smmu.admit(STREAM);
        assertEquals(FOLIO, hardware.access(STREAM, FOLIO, true));
    }

    @Test
    void aStreamThatNeverHadAnythingCanBeSilencedToo() {
        started();
        smmu.silence(3);
        assertEquals(STOPPED, hardware.access(3, FOLIO, true));
        assertFalse(smmu.nextFault());
        smmu.admit(3);
        assertEquals(STOPPED, hardware.access(3, FOLIO, true));
        assertFault(3, FOLIO, true);
    }

    @Test
    void theCostIsExact() {
        started();
        long[][] runs = {{FOLIO, 1}, {FOLIO, 3}, {0x401f_f000L, 2}, {0x7fff_f000L, 2}, {0x5000_0000L, 512}};
        int stream = 16;
        for (long[] run : runs) {
            int before = memory.inUse();
            int cost = smmu.mapCost(stream, run[0], (int) run[1]);
            smmu.map(stream, run[0], (int) run[1]);
            assertEquals(cost, memory.inUse() - before, Long.toHexString(run[0]));
            assertEquals(0, smmu.mapCost(stream, run[0], (int) run[1]));
            stream++;
        }
        assertEquals(Status.NOT_SUPPORTED, smmu.mapCost(STREAM, (1L << 39) - 0x1000, 2));
        assertEquals(Status.NOT_SUPPORTED, smmu.mapCost(STREAM, Long.MAX_VALUE - 0xfff, 1));
    }

    @Test
    void queuesWrapAround() {
        started();
        for (int i = 0; i < 1000; i++) {
            assertTrue(smmu.map(STREAM, FOLIO, 1));
            assertEquals(FOLIO, hardware.access(STREAM, FOLIO, false));
            assertTrue(smmu.unmap(STREAM, FOLIO, 1));
            assertEquals(STOPPED, hardware.access(STREAM, FOLIO + i, true));
            assertFault(STREAM, FOLIO + i, true);
        }
        assertFalse(smmu.nextFault());
    }

    @Test
    void hardwareThatDoesNotAnswerIsNotBelieved() {
        started();
        smmu.map(STREAM, FOLIO, 1);
        hardware.setDeaf();
        assertFalse(smmu.unmap(STREAM, FOLIO, 1));
        assertFalse(smmu.unmap(STREAM, FOLIO, 1));
        assertFalse(smmu.map(STREAM + 1, FOLIO, 1), "its new entry may not be seen");
    }

    @Test
    void anSmmuThatLacksSomethingIsNotUsed() {
        assertEquals(256, smmu.streams());
        assertEquals(
                0,
                smmu(new SimulatedSmmu(memory).with(SmmuRegister.IDR0, 2 | 8 | 16))
                        .streams());
        assertEquals(
                0,
                smmu(new SimulatedSmmu(memory).with(SmmuRegister.IDR0, 1 | 8)).streams());
        assertEquals(
                0, smmu(new SimulatedSmmu(memory).with(SmmuRegister.IDR5, 4)).streams());
        assertEquals(
                0, smmu(new SimulatedSmmu(memory).with(SmmuRegister.IDR1, 5)).pages());
    }

    @Test
    void itHasTwoLines() {
        assertEquals(106, smmu.line(0));
        assertEquals(109, smmu.line(1));
        assertEquals(-1, smmu.line(2));
        assertEquals(NODE, smmu.node());
    }
}
