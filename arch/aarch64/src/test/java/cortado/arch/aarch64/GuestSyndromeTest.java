package cortado.arch.aarch64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.kernel.GuestExit;
import org.junit.jupiter.api.Test;

class GuestSyndromeTest {
    private final GuestExit exit = new GuestExit();

    @Test
    void aByteLoadedWithItsSignIsDecoded() {
        // data abort from a lower level, ISV, SAS byte, SSE, SRT x3, SF, translation fault of level 3
        long esr = 0x24L << 26 | 1 << 25 | 1 << 24 | 1 << 21 | 3 << 16 | 1 << 15 | 0x07;
        assertTrue(GuestSyndrome.readAbort(esr, 0xffff_0000_0000_0123L, 0x9_0000L, exit));
        assertEquals(0x900_0123L, exit.address);
        assertEquals(1, exit.size);
        assertEquals(3, exit.register);
        assertTrue(exit.decoded && exit.signed && exit.wide);
        assertFalse(exit.write || exit.fetch || exit.permission);
    }

    @Test
    void aStoreToReadOnlyMemoryIsAPermissionFault() {
        long esr = 0x24L << 26 | 1 << 24 | 2 << 22 | 31 << 16 | 1 << 6 | 0x0f;
        assertTrue(GuestSyndrome.readAbort(esr, 0x8, 0x40_0000L, exit));
        assertTrue(exit.write && exit.permission);
        assertEquals(4, exit.size);
        assertEquals(31, exit.register);
        assertEquals(0x4000_0008L, exit.address);
    }

    @Test
    void aTableWalkIsNoInstructionsAccess() {
        long esr = 0x24L << 26 | 1 << 24 | 1 << 7 | 1 << 6 | 0x06;
        assertTrue(GuestSyndrome.readAbort(esr, 0, 0x10, exit));
        assertFalse(exit.decoded || exit.write);
    }

    @Test
    void anExternalAbortIsNotStageTwos() {
        assertFalse(GuestSyndrome.readAbort(0x24L << 26 | 0x10, 0, 0, exit));
    }

    @Test
    void anAddressThatIsNotKnownIsNegative() {
        assertTrue(GuestSyndrome.readAbort(0x24L << 26 | 0x0f, 0x123, -1, exit));
        assertEquals(-1, exit.address);
    }

    @Test
    void debugRegistersReadAsZeroAndOthersAreUndefined() {
        assertEquals(GuestRegisters.DONE, GuestRegisters.outcome(name(2, 0, 0, 2, 2))); // MDSCR_EL1
        assertEquals(GuestRegisters.DONE, GuestRegisters.outcome(name(2, 0, 1, 0, 4))); // OSLAR_EL1
        assertEquals(GuestRegisters.DONE, GuestRegisters.outcome(name(3, 0, 0, 4, 0) | 1)); // ID_AA64PFR0_EL1
        assertEquals(GuestRegisters.UNDEFINED, GuestRegisters.outcome(name(3, 3, 9, 12, 0) | 1)); // PMCR_EL0
        assertEquals(GuestRegisters.UNDEFINED, GuestRegisters.outcome(name(2, 1, 0, 0, 0))); // trace
        assertEquals(GuestRegisters.UNDEFINED, GuestRegisters.outcome(name(3, 3, 14, 2, 1))); // CNTP_CTL_EL0
        assertEquals(
                GuestRegisters.UNDEFINED, GuestRegisters.outcome(name(3, 0, 0, 0, 5) | 1)); // MPIDR_EL1 never traps
        assertEquals(GuestRegisters.INTERRUPTS, GuestRegisters.outcome(name(3, 0, 12, 11, 5))); // ICC_SGI1R_EL1
        assertEquals(GuestRegisters.DONE, GuestRegisters.outcome(name(1, 0, 7, 14, 2))); // DC CISW
        assertEquals(0, GuestRegisters.value(name(2, 0, 0, 2, 2)));
        assertEquals(5, GuestRegisters.transferRegister(5 << 5));
    }

    private static long name(int op0, int op1, int crn, int crm, int op2) {
        return 0x18L << 26 | op0 << 20 | op2 << 17 | op1 << 14 | crn << 10 | crm << 1;
    }
}
