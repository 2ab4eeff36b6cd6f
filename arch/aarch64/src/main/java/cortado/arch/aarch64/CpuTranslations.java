package cortado.arch.aarch64;

/** The translations that the CPUs themselves remember, forgotten by broadcast. */
final class CpuTranslations implements Translations {
    private static final int ASID_SHIFT = 48;

    @Override
    public void written() {
        Cpu.tablesWritten();
    }

    @Override
    public void begin() {
        Cpu.tablesWritten();
    }

    @Override
    public void forgetPage(int asid, long address) {
        Cpu.invalidatePage(((long) asid << ASID_SHIFT) | (address >>> Descriptor.PAGE_SHIFT));
    }

    @Override
    public void forgetSpace(int asid) {
        Cpu.invalidateSpace((long) asid << ASID_SHIFT);
    }

    @Override
    public void finish() {
        Cpu.finishInvalidation();
    }
}
