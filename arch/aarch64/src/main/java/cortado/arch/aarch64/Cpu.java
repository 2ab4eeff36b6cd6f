package cortado.arch.aarch64;

import cortado.metal.Intrinsic;

/** The instructions and system registers that Java has no word for (Arm ARM, DDI 0487), and addresses of symbols. */
final class Cpu {
    private Cpu() {}

    /** The calling CPU's number; 0 booted. */
    @Intrinsic("cpu_number")
    static native int number();

    /** The calling CPU's block (layout.h), right above its kernel stack. */
    @Intrinsic("cpu_block")
    static native long block();

    /** MPIDR_EL1. */
    @Intrinsic("cpu_affinity_register")
    static native long affinityRegister();

    /** CTR_EL0: the sizes of cache lines. */
    @Intrinsic("cpu_cache_type")
    static native long cacheType();

    /** ID_AA64DFR0_EL1. */
    @Intrinsic("cpu_debug_features")
    static native long debugFeatures();

    /** ID_AA64PFR0_EL1. */
    @Intrinsic("cpu_processor_features")
    static native long processorFeatures();

    /** ID_AA64PFR1_EL1. */
    @Intrinsic("cpu_processor_features1")
    static native long processorFeatures1();

    /** ID_AA64ISAR0_EL1. */
    @Intrinsic("cpu_instruction_features")
    static native long instructionFeatures();

    /** ID_AA64ISAR1_EL1. */
    @Intrinsic("cpu_instruction_features1")
    static native long instructionFeatures1();

    /** ID_AA64MMFR0_EL1. */
    @Intrinsic("cpu_memory_features")
    static native long memoryFeatures();

    /** ID_AA64MMFR1_EL1. */
    @Intrinsic("cpu_memory_features1")
    static native long memoryFeatures1();

    /** ID_AA64MMFR2_EL1. */
    @Intrinsic("cpu_memory_features2")
    static native long memoryFeatures2();

    /** CNTFRQ_EL0: ticks a second, as firmware says. */
    @Intrinsic("cpu_counter_frequency")
    static native long counterFrequency();

    /** CNTVCT_EL0, read no earlier than here. */
    @Intrinsic("cpu_counter")
    static native long counter();

    /** CNTV_CVAL_EL0: the virtual timer's interrupt is due from this count on. */
    @Intrinsic("cpu_timer_compare")
    static native void timerCompare(long count);

    /** CNTV_CTL_EL0: bit 0 enables. */
    @Intrinsic("cpu_timer_control")
    static native void timerControl(long value);

    /** CNTP_CVAL_EL0, likewise of the physical timer. */
    @Intrinsic("cpu_physical_timer_compare")
    static native void physicalTimerCompare(long count);

    /** CNTP_CTL_EL0. */
    @Intrinsic("cpu_physical_timer_control")
    static native void physicalTimerControl(long value);

    /** CNTKCTL_EL1: bit 1 lets user mode read the virtual counter. */
    @Intrinsic("cpu_timer_access")
    static native void timerAccess(long value);

    /** Starts the PMU's cycle counter and lets user mode read it. */
    @Intrinsic("cpu_start_cycle_counter")
    static native void startCycleCounter();

    /** SP_EL0. */
    @Intrinsic("cpu_user_stack")
    static native long userStack();

    @Intrinsic("cpu_set_user_stack")
    static native void setUserStack(long address);

    /** TPIDR_EL0. */
    @Intrinsic("cpu_user_thread")
    static native long userThread();

    @Intrinsic("cpu_set_user_thread")
    static native void setUserThread(long value);

    /** TTBR0_EL1: physical address of the level 1 table, ASID in bits 63:48. */
    @Intrinsic("cpu_set_user_table")
    static native void setUserTable(long value);

    /** CPACR_EL1: 0 traps floating point at EL0 and EL1. */
    @Intrinsic("cpu_float_access")
    static native void floatAccess(long value);

    @Intrinsic("cpu_wait_for_interrupt")
    static native void waitForInterrupt();

    @Intrinsic("cpu_wait_for_event")
    static native void waitForEvent();

    /** Ends {@link #waitForEvent} on every CPU, which then sees all that was stored before. */
    @Intrinsic("cpu_send_event")
    static native void sendEvent();

    @Intrinsic("cpu_instruction_barrier")
    static native void instructionBarrier();

    /** Lets table walks of every CPU see descriptors that were written where there was none. */
    @Intrinsic("cpu_tables_written")
    static native void tablesWritten();

    /** Waits for invalidations on every CPU to be done. */
    @Intrinsic("cpu_finish_invalidation")
    static native void finishInvalidation();

    /** TLBI VALE1IS: ASID in bits 63:48, page number in bits 43:0. */
    @Intrinsic("cpu_invalidate_page")
    static native void invalidatePage(long operand);

    /** TLBI ASIDE1IS: ASID in bits 63:48. */
    @Intrinsic("cpu_invalidate_space")
    static native void invalidateSpace(long operand);

    /** DC CVAU: writes a line back as far as instruction fetches see. */
    @Intrinsic("cpu_clean_line_for_code")
    static native void cleanLineForCode(long address);

    /** DC CVAC: writes a line back to memory. */
    @Intrinsic("cpu_clean_line")
    static native void cleanLine(long address);

    /** DC CIVAC: writes a line back to memory and forgets it. */
    @Intrinsic("cpu_clean_invalidate_line")
    static native void cleanInvalidateLine(long address);

    /** Forgets cached instructions on every CPU, after lines were cleaned. */
    @Intrinsic("cpu_invalidate_code")
    static native void invalidateCode();

    /** Takes the kernel lock. */
    @Intrinsic("cpu_lock")
    static native void lock();

    /** Releases it. */
    @Intrinsic("cpu_unlock")
    static native void unlock();

    /** Fills kernel memory with zero, by whole cache lines where it can. */
    @Intrinsic("cpu_zero")
    static native void zero(long address, long length);

    /** Copies between kernel addresses that do not overlap. */
    @Intrinsic("cpu_copy")
    static native void copy(long target, long source, long length);

    /** Loads with user rights; 0, or -1 where the user may not read. */
    @Intrinsic("cpu_copy_in")
    static native int copyIn(long user, byte[] target, int offset, int length);

    /** Stores with user rights; 0, or -1 where the user may not write. */
    @Intrinsic("cpu_copy_out")
    static native int copyOut(byte[] source, int offset, long user, int length);

    /** Stores the floating-point registers into a context; access must be open. */
    @Intrinsic("float_save")
    static native void floatSave(long context);

    /** Loads the floating-point registers from a context; access must be open. */
    @Intrinsic("float_load")
    static native void floatLoad(long context);

    /** Calls firmware at EL3 (SMCCC). */
    @Intrinsic("cpu_smc")
    static native long smc(long function, long a, long b, long c);

    /** Calls firmware at EL2 (SMCCC). */
    @Intrinsic("cpu_hvc")
    static native long hvc(long function, long a, long b, long c);

    /** The first user context. */
    @Intrinsic("cpu_contexts")
    static native long contexts();

    /** The address behind the last context. */
    @Intrinsic("cpu_contexts_end")
    static native long contextsEnd();

    /** The monitor's text, a whole number of pages. */
    @Intrinsic("cpu_monitor_start")
    static native long monitorStart();

    @Intrinsic("cpu_monitor_end")
    static native long monitorEnd();

    /** EL2's vectors while the kernel runs. */
    @Intrinsic("cpu_host_vectors")
    static native long hostVectors();

    /** What the monitor keeps of each CPU: one page. */
    @Intrinsic("cpu_monitor_blocks")
    static native long monitorBlocks();

    /** EL2's level 1 table, and zeroed pages for those below it. */
    @Intrinsic("cpu_monitor_tables")
    static native long monitorTables();

    @Intrinsic("cpu_monitor_tables_end")
    static native long monitorTablesEnd();

    /** The affinities that secondary CPUs find their number by, eight bytes each. */
    @Intrinsic("cpu_affinities")
    static native long affinities();

    /** Where secondary CPUs start, as linked. */
    @Intrinsic("cpu_secondary_entry")
    static native long secondaryEntry();

    /** The level 1 table of the kernel's half. */
    @Intrinsic("cpu_kernel_table")
    static native long kernelTable();

    /** A level 1 table without entries, for CPUs without a user space. */
    @Intrinsic("cpu_empty_table")
    static native long emptyTable();

    /** Zeroed pages for tables of the kernel's half. */
    @Intrinsic("cpu_table_pool")
    static native long tablePool();

    @Intrinsic("cpu_table_pool_end")
    static native long tablePoolEnd();

    /** The address behind the image, .bss, stacks and early tables. */
    @Intrinsic("cpu_image_end")
    static native long imageEnd();

    /** From now on an allocation is a panic. */
    @Intrinsic("cpu_seal")
    static native void seal();

    /** Whether exceptions can set PSTATE.PAN (ID_AA64MMFR1_EL1.PAN). */
    static boolean hasPan() {
        return ((memoryFeatures1() >>> 20) & 15) != 0;
    }
}
