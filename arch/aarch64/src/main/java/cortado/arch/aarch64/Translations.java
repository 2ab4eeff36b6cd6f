package cortado.arch.aarch64;

/** What CPUs remember of translation tables (DDI 0487 D8.17), and when they look at them again. */
interface Translations {
    /** Descriptors were written where there was no valid one: table walks have to see them. */
    void written();

    /** Forgets one page of an address space on every CPU; {@link #finish} waits for it. */
    void forgetPage(int asid, long address);

    /** Forgets a whole address space on every CPU; {@link #finish} waits for it. */
    void forgetSpace(int asid);

    /** Orders earlier stores of descriptors before the invalidations that follow. */
    void begin();

    /** Waits until every CPU has forgotten. */
    void finish();
}
