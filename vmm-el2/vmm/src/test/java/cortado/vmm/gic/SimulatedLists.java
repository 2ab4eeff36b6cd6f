package cortado.vmm.gic;

import cortado.abi.VcpuPageLayout;

/** The list registers of a CPU, and what the guest on it does with them: IHI 0048B chapter 5. */
final class SimulatedLists implements ListRegisters {
    final long[] words;
    boolean stopped = true;
    boolean kicked;
    boolean refill;
    long timer;
    long self;

    SimulatedLists(int count) {
        words = new long[count];
    }

    @Override
    public int count() {
        return words.length;
    }

    @Override
    public boolean stopped() {
        return stopped;
    }

    @Override
    public long get(int register) {
        return words[register];
    }

    @Override
    public void set(int register, long word) {
        if (!stopped) {
            throw new IllegalStateException("the CPU runs: its page is the kernel's");
        }
        words[register] = word;
        for (int i = 0; i < words.length; i++) {
            if (i != register && word != 0 && state(words[i]) != 0 && (words[i] & 0x3ff) == (word & 0x3ff)) {
                throw new IllegalStateException("interrupt " + (word & 0x3ff) + " in two list registers");
            }
        }
    }

    private static long state(long word) {
        return word & (VcpuPageLayout.PENDING | VcpuPageLayout.ACTIVE);
    }

    @Override
    public void refill(boolean exit) {
        refill = exit;
    }

    @Override
    public void timer(long word) {
        timer = word;
    }

    @Override
    public void self(long word) {
        self = word;
    }

    @Override
    public boolean inject(long word) {
        if (stopped) {
            return false;
        }
        for (int i = 0; i < words.length; i++) {
            if (state(words[i]) != 0 && (words[i] & 0x3ff) == (word & 0x3ff)) {
                words[i] |= state(word);
                return true;
            }
        }
        for (int i = 0; i < words.length; i++) {
            if (state(words[i]) == 0) {
                words[i] = word;
                return true;
            }
        }
        return false;
    }

    @Override
    public void kick() {
        kicked = true;
    }

    /** The guest takes the most urgent pending interrupt: its number, or 1023. */
    int acknowledge() {
        int best = -1;
        for (int i = 0; i < words.length; i++) {
            if ((words[i] & VcpuPageLayout.PENDING) != 0 && (best < 0 || priority(i) < priority(best))) {
                best = i;
            }
        }
        if (best < 0) {
            return 1023;
        }
        words[best] = (words[best] & ~VcpuPageLayout.PENDING) | VcpuPageLayout.ACTIVE;
        return (int) words[best] & 0x3ff;
    }

    int sender(int number) {
        for (long word : words) {
            if (state(word) != 0 && (word & 0x3ff) == number) {
                return (int) (word >>> 32) & 7;
            }
        }
        return -1;
    }

    private int priority(int register) {
        return (int) (words[register] >>> 48) & 0xff;
    }

    /** The guest ends an interrupt: whether the VMM wants to know. */
    boolean end(int number) {
        for (int i = 0; i < words.length; i++) {
            if ((words[i] & VcpuPageLayout.ACTIVE) != 0 && (words[i] & 0x3ff) == number) {
                boolean notify = (words[i] & VcpuPageLayout.NOTIFY_END) != 0;
                words[i] &= ~VcpuPageLayout.ACTIVE;
                return notify;
            }
        }
        throw new IllegalStateException("interrupt " + number + " is not active");
    }

    int inUse() {
        int count = 0;
        for (long word : words) {
            count += state(word) != 0 ? 1 : 0;
        }
        return count;
    }
}
