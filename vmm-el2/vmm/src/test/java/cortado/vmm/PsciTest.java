package cortado.vmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PsciTest {
    private final FakeCpus cpus = new FakeCpus();
    private final Psci psci = new Psci(cpus);

    private long call(int function, long... arguments) {
        long[] three = Arrays.copyOf(arguments, 3);
        return psci.call(0, function, three[0], three[1], three[2]);
    }

    @Test
    void tellsItsVersionAndWhatItHas() {
        assertEquals(0x1_0001, call(0x8400_0000));
        assertEquals(0x1_0001, call(0x8000_0000));
        assertEquals(2, call(0x8400_0006), "no trusted OS");
        assertEquals(0, call(0x8400_000a, 0xc400_0003L));
        assertEquals(0, call(0x8400_000a, 0x8000_0000L));
        assertEquals(-1, call(0x8400_000a, 0x8400_000eL), "no SYSTEM_SUSPEND");
        assertEquals(-1, call(0x8000_0001, 0x8000_8000L), "no workaround");
    }

    @Test
    void switchesCpusOnAndOff() {
        assertEquals(1, call(0xc400_0004, 1, 0));
        assertEquals(0, call(0xc400_0003, 1, 0x1_4000_0000L, 77));
        assertEquals(0x1_4000_0000L, cpus.entry);
        assertEquals(77, cpus.context);
        assertEquals(0, call(0xc400_0004, 1, 0));
        assertEquals(-4, call(0xc400_0003, 1, 0, 0), "already on");
        assertEquals(-4, call(0xc400_0003, 0, 0, 0), "itself");
        psci.call(1, 0x8400_0002, 0, 0, 0);
        assertEquals(1, call(0xc400_0004, 1, 0));
    }

    @Test
    void refusesCpusThatThereAreNot() {
        for (long target : new long[] {2, -1, 0x100, 0x1_0000_0000L, Long.MIN_VALUE}) {
            assertEquals(-2, call(0xc400_0003, target, 0, 0));
            assertEquals(-2, call(0xc400_0004, target, 0));
        }
        assertEquals(-2, call(0xc400_0004, 0, 1), "a level above");
    }

    @Test
    void narrowCallsHaveNarrowArguments() {
        assertEquals(0, call(0x8400_0003, 0xdead_0000_0000_0001L, 0xffff_ffff_4000_0000L, 5));
        assertEquals(0x4000_0000L, cpus.entry);
    }

    @Test
    void endsTheMachine() {
        call(0x8400_0008);
        assertEquals(VmEnd.Cause.POWERED_OFF, cpus.end);
        call(0x8400_0009);
        assertEquals(VmEnd.Cause.RESET, cpus.end);
    }

    @Test
    void everyOtherCallIsNotSupported() {
        Random random = new Random(4);
        for (int i = 0; i < 100_000; i++) {
            int function = random.nextInt();
            boolean psciOrArch = (function & 0x3fff_ff00) == 0x0400_0000 || (function & 0x3fff_ff00) == 0;
            if (!psciOrArch) {
                assertEquals(-1, call(function, random.nextLong(), random.nextLong(), random.nextLong()));
            }
        }
        assertEquals(-1, call(0xc400_0000), "VERSION has no 64-bit form");
        assertEquals(-1, call(0x0400_0000), "nor is it a yielding call");
        assertNull(cpus.end);
    }

    private static final class FakeCpus implements CpuPower {
        private final boolean[] on = {true, false};
        private long entry;
        private long context;
        private VmEnd.Cause end;

        @Override
        public int count() {
            return on.length;
        }

        @Override
        public boolean isOn(int cpu) {
            return on[cpu];
        }

        @Override
        public void on(int cpu, long at, long with) {
            on[cpu] = true;
            entry = at;
            context = with;
        }

        @Override
        public void off(int cpu) {
            on[cpu] = false;
        }

        @Override
        public void end(VmEnd.Cause cause, String text) {
            end = cause;
        }
    }
}
