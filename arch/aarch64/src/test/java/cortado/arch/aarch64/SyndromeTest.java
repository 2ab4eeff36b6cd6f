package cortado.arch.aarch64;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cortado.abi.Cause;
import cortado.abi.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of ESR_EL1 as QEMU showed them, and as DDI 0487 D19.2.38 lists them. */
class SyndromeTest {
    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "92000007, 3, load from an unmapped page",
        "92000047, 3, store to an unmapped page",
        "92000005, 3, load where a level 2 table is missing",
        "92000004, 3, load from outside the address space",
        "9200004f, 4, store to a read-only page",
        "8200000f, 4, execution of data",
        "82000007, 3, execution of an unmapped page",
        "92000021, 6, misaligned load from a device",
        "8a000000, 6, misaligned program counter",
        "9a000000, 6, misaligned stack pointer",
        "92000010, 9, a device that answers with an error",
        "be000000, 9, SError",
        "02000000, 7, undefined instruction",
        "62000000, 7, a system register of the kernel",
        "f2000001, 8, brk",
    })
    void aTrapFromUserModeHasACause(String esr, int cause, String what) {
        assertEquals(cause, Syndrome.cause(Long.parseLong(esr, 16), 0x1_0000), what);
    }

    @Test
    void floatingPointWithoutAccessIsNotAFault() {
        assertEquals(true, Syndrome.isFloat(0x1fe0_0000L));
        assertEquals(false, Syndrome.isFloat(0x9200_0007L));
        assertEquals("bus error", Cause.text(Syndrome.cause(0xbe00_0000L, 0)));
    }

    @Test
    void theKernelsAddressesAreLikeUnmappedOnes() {
        assertEquals(Cause.PAGE_FAULT, Syndrome.cause(0x8200_000fL, KernelSpace.DEVICES));
        assertEquals(Cause.PAGE_FAULT, Syndrome.cause(0x9200_004fL, Image.BASE));
        assertEquals(Cause.PAGE_FAULT, Syndrome.cause(0x9200_0004L, 1L << 39));
        assertEquals(Cause.PROTECTION_FAULT, Syndrome.cause(0x9200_004fL, (1L << 39) - 1));
    }

    @Test
    void onlySomeTrapsHaveAnAddress() {
        assertEquals(true, Syndrome.hasAddress(0x9200_0007L));
        assertEquals(true, Syndrome.hasAddress(0x8200_0007L));
        assertEquals(false, Syndrome.hasAddress(0x0200_0000L));
        assertEquals(false, Syndrome.hasAddress(0xbe00_0000L));
    }

    @Test
    void anAccessOfTheKernelWhereNothingIsEverMappedWasThroughNull() {
        assertEquals("java.lang.NullPointerException", Syndrome.text(0x9600_0004L, 0));
        assertEquals("java.lang.NullPointerException", Syndrome.text(0x9600_0044L, Limits.USER_START - 1));
        assertEquals("data abort", Syndrome.text(0x9600_0004L, Limits.USER_START));
        assertEquals("data abort", Syndrome.text(0x9600_0004L, Image.BASE));
    }
}
