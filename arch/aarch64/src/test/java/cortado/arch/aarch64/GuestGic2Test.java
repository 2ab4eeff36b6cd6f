package cortado.arch.aarch64;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cortado.abi.VcpuPageLayout;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GuestGic2Test {
    @Test
    void aPendingInterruptHasItsFieldsWhereTheHardwareWantsThem() {
        long interrupt = VcpuPageLayout.PENDING | VcpuPageLayout.NOTIFY_END | 0xa0L << 48 | 5L << 32 | 7;
        // GICH_LR (IHI 0048B §5.3.10): state 29:28, priority 27:23, EOI 19, CPUID 12:10
        assertEquals(1 << 28 | 0x14 << 23 | 1 << 19 | 5 << 10 | 7, GuestGic2.toHardware(interrupt));
    }

    @Test
    void whatGoesInComesOut() {
        Random random = new Random(3);
        for (int i = 0; i < 1000; i++) {
            long state = (1L + random.nextInt(3)) << 62;
            long priority = (8L * random.nextInt(32)) << 48;
            long flags = (random.nextBoolean() ? VcpuPageLayout.GROUP_1 : 0)
                    | (random.nextBoolean() ? VcpuPageLayout.NOTIFY_END : 0);
            long interrupt = state | priority | flags | (long) random.nextInt(8) << 32 | random.nextInt(1020);
            assertEquals(interrupt, GuestGic2.fromHardware(GuestGic2.toHardware(interrupt)));
        }
    }

    @Test
    void aFreeListRegisterIsZero() {
        assertEquals(0, GuestGic2.toHardware(0));
        assertEquals(0, GuestGic2.fromHardware(0x0a08_001b));
    }

    @Test
    void theMonitorReadsItsSizesFromTheHardware() {
        assertEquals(4, Monitor.lists(0x9000_0003L));
        assertEquals(1, Monitor.priorities(4L << 26));
        assertEquals(2, Monitor.priorities(5L << 26));
        assertEquals(4, Monitor.priorities(6L << 26));
    }
}
