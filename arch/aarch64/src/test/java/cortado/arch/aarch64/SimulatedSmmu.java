package cortado.arch.aarch64;

import static cortado.arch.aarch64.SmmuRegister.*;

import java.util.HashMap;
import java.util.Map;

/**
 * An SMMUv3 as IHI 0070 describes it, as far as the driver uses it: it remembers stream table entries and translations
 * until it is told to forget them, and reports what it stops.
 */
final class SimulatedSmmu implements RegisterBlock {
    private static final int CFGI_STE = 0x03;
    private static final int CFGI_ALL = 0x04;
    private static final int TLBI_S12_VMALL = 0x28;
    private static final int TLBI_NSNH_ALL = 0x30;
    private static final int SYNC = 0x46;

    private final SimulatedMemory memory;
    private final Map<Integer, Integer> registers = new HashMap<>();
    private final Map<Integer, long[]> entries = new HashMap<>();
    private final Map<Long, Long> translations = new HashMap<>();
    private int events;
    private boolean deaf;

    SimulatedSmmu(SimulatedMemory memory) {
        this.memory = memory;
        registers.put(IDR0, IDR0_S2P | 2 | IDR0_AARCH64 | IDR0_COHACC);
        registers.put(IDR1, 16 | 19 << IDR1_EVENTQS_SHIFT | 19 << IDR1_CMDQS_SHIFT);
        registers.put(IDR5, 4 | IDR5_GRAN4K);
    }

    /** Gives an identification register another value. */
    SimulatedSmmu with(int register, int value) {
        registers.put(register, value);
        return this;
    }

    /** From now on it takes no commands. */
    void setDeaf() {
        deaf = true;
    }

    @Override
    public int load(int offset) {
        return offset == EVENTQ_PROD ? events & 0xff : registers.getOrDefault(offset, 0);
    }

    @Override
    public void store(int offset, int value) {
        registers.put(offset, value);
        switch (offset) {
            case CR0 -> registers.put(CR0ACK, value);
            case IRQ_CTRL -> registers.put(IRQ_CTRLACK, value);
            case CMDQ_PROD -> {
                if ((load(CR0) & CR0_CMDQEN) != 0 && !deaf) {
                    commands();
                }
            }
            default -> {}
        }
    }

    @Override
    public RegisterBlock from(int offset) {
        throw new AssertionError("an SMMU is one block");
    }

    private long base(int register) {
        long value = (long) load(register + 4) << 32 | (load(register) & 0xffff_ffffL);
        return value & 0x000f_ffff_ffff_ffc0L;
    }

    private void commands() {
        int consumer = load(CMDQ_CONS);
        boolean synchronised = true;
        while (consumer != load(CMDQ_PROD)) {
            long at = base(CMDQ_BASE) + (consumer & 0xff) * 16L;
            long command = memory.load(at);
            int operand = (int) (command >>> 32);
            synchronised = false;
            switch ((int) command & 0xff) {
                case CFGI_STE -> entries.remove(operand);
                case CFGI_ALL -> entries.clear();
                case TLBI_S12_VMALL -> translations.keySet().removeIf(key -> key >>> 48 == (operand & 0xffff));
                case TLBI_NSNH_ALL -> translations.clear();
                case SYNC -> synchronised = true;
                default -> throw new AssertionError("an illegal command: " + Long.toHexString(command));
            }
            consumer = consumer + 1 & 0x1ff;
        }
        if (!synchronised) {
            throw new AssertionError("commands without a SYNC behind them");
        }
        registers.put(CMDQ_CONS, consumer);
    }

    /** A device's access: where it leads, or -1 if it is stopped. */
    long access(int stream, long address, boolean write) {
        if ((load(CR0) & CR0_SMMUEN) == 0) {
            return address;
        }
        long[] entry = entries.computeIfAbsent(stream, this::fetch);
        int config = (int) (entry[0] >>> 1) & 7;
        if ((entry[0] & 1) == 0) {
            report(0x04, stream, address, write);
            return -1;
        }
        if (config == 0) {
            return -1;
        }
        check(entry, config);
        long vmid = entry[2] & 0xffff;
        long key = vmid << 48 | address >>> 12;
        long page = translations.containsKey(key) ? translations.get(key) : walk(entry[3], address, write);
        if (page < 0) {
            report(0x10, stream, address, write);
            return -1;
        }
        translations.put(key, page);
        return page | (address & 0xfff);
    }

    private long[] fetch(int stream) {
        long at = base(STRTAB_BASE) + 64L * stream;
        if (stream >= 1 << (load(STRTAB_BASE_CFG) & 0x3f)) {
            throw new AssertionError("no such stream: " + stream);
        }
        return new long[] {memory.load(at), memory.load(at + 8), memory.load(at + 16), memory.load(at + 24)};
    }

    /** Stage 2 alone, 39 bits, from level 1, 4 KiB pages, AArch64, little-endian, with faults recorded. */
    private static void check(long[] entry, int config) {
        long shape = entry[2] >>> 32;
        boolean right = config == 6
                && (shape & 0x3f) == 25
                && (shape >>> 6 & 3) == 1
                && (shape >>> 14 & 3) == 0
                && (shape >>> 16 & 7) == 4
                && (shape >>> 19 & 1) == 1
                && (shape >>> 20 & 1) == 0
                && (shape >>> 21 & 1) == 1
                && (shape >>> 26 & 1) == 1
                && (shape >>> 25 & 1) == 0
                && (entry[3] & 0xfff) == 0;
        if (!right) {
            throw new AssertionError("a stream table entry that no SMMU takes: " + Long.toHexString(entry[2]));
        }
    }

    private long walk(long root, long address, boolean write) {
        long leaf = memory.leaf(root, address);
        long wanted = write ? 1 << 7 : 1 << 6;
        return (leaf & wanted) == 0 ? -1 : memory.translate(root, address) & -4096;
    }

    private void report(int type, int stream, long address, boolean write) {
        if ((load(CR0) & CR0_EVENTQEN) == 0) {
            return;
        }
        long at = base(EVENTQ_BASE) + (events & 0x7f) * 32L;
        memory.store(at, type | (long) stream << 32);
        memory.store(at + 8, write ? 0 : 1L << 35);
        memory.store(at + 16, address);
        events++;
    }
}
