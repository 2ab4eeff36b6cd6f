/*
 * The C side of cortado.arch.aarch64.Cpu and Gic3SystemRegisters: one instruction, or one that belongs together with its
 * barrier, each. What a method means is said in Java, once.
 */
#pragma once
#include <stdint.h>
#include <string.h>
#include "layout.h"

#define CPU_READER(name, reg) \
    static inline int64_t name(void) { \
        int64_t value; \
        __asm__ volatile("mrs %0, " reg : "=r"(value) : : "memory"); \
        return value; \
    }
#define CPU_WRITER(name, reg, after) \
    static inline void name(int64_t value) { \
        __asm__ volatile("msr " reg ", %0" after : : "r"(value) : "memory"); \
    }
#define CPU_OPERATION(name, instruction) \
    static inline void name(void) { __asm__ volatile(instruction : : : "memory"); }
#define CPU_ON_ADDRESS(name, instruction) \
    static inline void name(int64_t value) { __asm__ volatile(instruction ", %0" : : "r"(value) : "memory"); }
#define CPU_SYMBOL(name, symbol) \
    extern char symbol[]; \
    static inline int64_t name(void) { return (int64_t) symbol; }

static inline int64_t cpu_block(void) {
    int64_t block; /* never changes, so it may be kept in a register */
    __asm__("mrs %0, tpidr_el1" : "=r"(block));
    return block;
}
static inline int32_t cpu_number(void) { return *(int32_t*) (cpu_block() + CPU_NUMBER); }

CPU_READER(cpu_affinity_register, "mpidr_el1")
CPU_READER(cpu_cache_type, "ctr_el0")
CPU_READER(cpu_debug_features, "id_aa64dfr0_el1")
CPU_READER(cpu_processor_features, "id_aa64pfr0_el1")
CPU_READER(cpu_processor_features1, "id_aa64pfr1_el1")
CPU_READER(cpu_instruction_features, "id_aa64isar0_el1")
CPU_READER(cpu_instruction_features1, "id_aa64isar1_el1")
CPU_READER(cpu_memory_features, "id_aa64mmfr0_el1")
CPU_READER(cpu_memory_features1, "id_aa64mmfr1_el1")
CPU_READER(cpu_memory_features2, "S3_0_C0_C7_2")
CPU_READER(cpu_counter_frequency, "cntfrq_el0")
static inline int64_t cpu_counter(void) {
    int64_t value;
    __asm__ volatile("isb\n\tmrs %0, cntvct_el0" : "=r"(value) : : "memory");
    return value;
}
CPU_WRITER(cpu_timer_compare, "cntv_cval_el0", "\n\tisb")
CPU_WRITER(cpu_timer_control, "cntv_ctl_el0", "\n\tisb")
CPU_WRITER(cpu_physical_timer_compare, "cntp_cval_el0", "\n\tisb")
CPU_WRITER(cpu_physical_timer_control, "cntp_ctl_el0", "\n\tisb")
CPU_WRITER(cpu_timer_access, "cntkctl_el1", "")

CPU_READER(cpu_user_stack, "sp_el0")
CPU_WRITER(cpu_set_user_stack, "sp_el0", "")
CPU_READER(cpu_user_thread, "tpidr_el0")
CPU_WRITER(cpu_set_user_thread, "tpidr_el0", "")
CPU_WRITER(cpu_set_user_table, "ttbr0_el1", "\n\tisb")
CPU_WRITER(cpu_float_access, "cpacr_el1", "\n\tisb")

CPU_OPERATION(cpu_wait_for_interrupt, "dsb sy\n\twfi")
CPU_OPERATION(cpu_wait_for_event, "wfe")
CPU_OPERATION(cpu_send_event, "dsb ish\n\tsev")
CPU_OPERATION(cpu_instruction_barrier, "isb")
CPU_OPERATION(cpu_tables_written, "dsb ishst\n\tisb")
CPU_OPERATION(cpu_finish_invalidation, "dsb ish\n\tisb")
CPU_ON_ADDRESS(cpu_invalidate_page, "tlbi vale1is")
CPU_ON_ADDRESS(cpu_invalidate_space, "tlbi aside1is")
CPU_ON_ADDRESS(cpu_clean_line_for_code, "dc cvau")
CPU_ON_ADDRESS(cpu_clean_line, "dc cvac")
CPU_ON_ADDRESS(cpu_clean_invalidate_line, "dc civac")
CPU_OPERATION(cpu_invalidate_code, "dsb ish\n\tic ialluis\n\tdsb ish\n\tisb")

/* Cycle counter of the PMU (DDI 0487 D13): runs, and user mode may read it. */
static inline void cpu_start_cycle_counter(void) {
    __asm__ volatile("msr pmcr_el0, %0\n\tmsr pmcntenset_el0, %1\n\tmsr pmuserenr_el0, %2\n\tisb"
                     : : "r"(0x45l), "r"(0x80000000l), "r"(0x4l));
}

/*
 * The kernel lock: 1 while a CPU is in the kernel. Who waits watches the word exclusively, so that the store that
 * releases it is also the event that ends WFE. Not a queue: under an emulator the next in line may not be running.
 */
extern uint32_t cpu_kernel_lock;

static inline void cpu_lock(void) {
    uint32_t taken;
    __asm__ volatile(
            "1: ldaxr %w0, %1\n\t"
            "cbnz %w0, 2f\n\t"
            "stxr %w0, %w2, %1\n\t"
            "cbz %w0, 3f\n\t"
            "b 1b\n"
            "2: wfe\n\t"
            "b 1b\n"
            "3:"
            : "=&r"(taken), "+Q"(cpu_kernel_lock) : "r"(1) : "memory");
}
static inline void cpu_unlock(void) {
    __atomic_store_n(&cpu_kernel_lock, 0, __ATOMIC_RELEASE);
}

/* Whole lines where DC ZVA works (DCZID_EL0: bit 4 forbids, bits 3:0 the logarithm of its words). */
static inline void cpu_zero(int64_t address, int64_t length) {
    int64_t features;
    __asm__("mrs %0, dczid_el0" : "=r"(features));
    int64_t block = 4l << (features & 15);
    if ((features & 16) != 0 || ((address | length) & (block - 1)) != 0) {
        memset((void*) address, 0, (size_t) length);
        return;
    }
    for (int64_t end = address + length; address < end; address += block)
        __asm__ volatile("dc zva, %0" : : "r"(address) : "memory");
}
static inline void cpu_copy(int64_t target, int64_t source, int64_t length) {
    memcpy((void*) target, (const void*) source, (size_t) length);
}

int64_t user_copy_in(int8_t* kernel, int64_t user, int64_t length);
int64_t user_copy_out(const int8_t* kernel, int64_t user, int64_t length);
static inline int32_t cpu_copy_in(int64_t user, int8_t* target, int32_t offset, int32_t length) {
    return (int32_t) user_copy_in(target + offset, user, length);
}
static inline int32_t cpu_copy_out(const int8_t* source, int32_t offset, int64_t user, int32_t length) {
    return (int32_t) user_copy_out(source + offset, user, length);
}

void float_save(int64_t context);
void float_load(int64_t context);

/* A call of firmware (SMCCC, DEN 0028): function and three arguments, the first result. */
#define CPU_FIRMWARE_CALL(name, instruction) \
    static inline int64_t name(int64_t function, int64_t a, int64_t b, int64_t c) { \
        register int64_t x0 __asm__("x0") = function; \
        register int64_t x1 __asm__("x1") = a; \
        register int64_t x2 __asm__("x2") = b; \
        register int64_t x3 __asm__("x3") = c; \
        __asm__ volatile(instruction : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3) : : \
                "x4", "x5", "x6", "x7", "x8", "x9", "x10", "x11", "x12", "x13", "x14", "x15", "x16", "x17", "memory"); \
        return x0; \
    }
CPU_FIRMWARE_CALL(cpu_smc, "smc #0")
CPU_FIRMWARE_CALL(cpu_hvc, "hvc #0")

/* The GICv3 CPU interface, by encoding (IHI 0069 12.2). */
static inline int32_t gic3_acknowledge(void) {
    int64_t value;
    __asm__ volatile("mrs %0, S3_0_C12_C12_0\n\tdsb sy" : "=r"(value) : : "memory"); /* ICC_IAR1_EL1 */
    return (int32_t) value;
}
static inline void gic3_end(int32_t interrupt) { /* ICC_EOIR1_EL1 */
    __asm__ volatile("msr S3_0_C12_C12_1, %0\n\tisb" : : "r"((int64_t) interrupt) : "memory");
}
static inline void gic3_send(int64_t value) { /* ICC_SGI1R_EL1; what was stored before is seen by who is woken */
    __asm__ volatile("dsb ishst\n\tmsr S3_0_C12_C11_5, %0\n\tisb" : : "r"(value) : "memory");
}
CPU_READER(gic3_system_registers, "S3_0_C12_C12_5")            /* ICC_SRE_EL1 */
CPU_WRITER(gic3_set_system_registers, "S3_0_C12_C12_5", "\n\tisb")
CPU_WRITER(gic3_set_priority_mask, "S3_0_C4_C6_0", "")         /* ICC_PMR_EL1 */
CPU_WRITER(gic3_set_binary_point, "S3_0_C12_C12_3", "")        /* ICC_BPR1_EL1 */
CPU_WRITER(gic3_set_control, "S3_0_C12_C12_4", "")             /* ICC_CTLR_EL1 */
CPU_WRITER(gic3_set_group_enable, "S3_0_C12_C12_7", "\n\tisb") /* ICC_IGRPEN1_EL1 */

CPU_SYMBOL(cpu_contexts, contexts)
CPU_SYMBOL(cpu_contexts_end, contexts_end)
CPU_SYMBOL(cpu_monitor_start, monitor_start)
CPU_SYMBOL(cpu_monitor_end, monitor_end)
CPU_SYMBOL(cpu_host_vectors, host_vectors)
CPU_SYMBOL(cpu_monitor_blocks, monitor_blocks)
CPU_SYMBOL(cpu_monitor_tables, monitor_tables)
CPU_SYMBOL(cpu_monitor_tables_end, monitor_tables_end)
CPU_SYMBOL(cpu_affinities, cpu_affinity)
CPU_SYMBOL(cpu_secondary_entry, secondary_entry)
CPU_SYMBOL(cpu_kernel_table, kernel_l1)
CPU_SYMBOL(cpu_empty_table, empty_l1)
CPU_SYMBOL(cpu_table_pool, table_pool)
CPU_SYMBOL(cpu_table_pool_end, table_pool_end)
CPU_SYMBOL(cpu_image_end, image_end)

void cortado_rt_seal(void);
static inline void cpu_seal(void) { cortado_rt_seal(); }
