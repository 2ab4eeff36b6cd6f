/*
 * Numbers that assembly, C and Java agree on. LayoutTest reads this file and compares it with the Java constants.
 */
#ifndef CORTADO_LAYOUT_H
#define CORTADO_LAYOUT_H

/* Kernel virtual addresses (T1SZ = 25: the upper half starts at 0xffffff8000000000). */
#define KERNEL_BASE 0xffffffff80000000 /* the image, wherever it was loaded */
#define DTB_WINDOW 0xffffffffbfc00000  /* 4 MiB around the device tree, until RAM is mapped */

/* One user context; CONTEXTS of them lie in an array. Registers x0 to x30 come first, eight bytes each. */
#define CONTEXTS 64
#define CONTEXT_SIZE 1024
#define CONTEXT_SP 248
#define CONTEXT_PC 256
#define CONTEXT_SPSR 264
#define CONTEXT_TPIDR 272
#define CONTEXT_FPSR 288
#define CONTEXT_FPCR 296
#define CONTEXT_VECTORS 512

/*
 * What one CPU owns. TPIDR_EL1 points at the block, which lies right above the CPU's kernel stack, so that the same
 * register gives the stack that a trap starts on. Below the stack: a guard page, the stack for panics, a guard page.
 */
#define CPUS 4
#define STACK_SIZE 16384
#define CPU_BLOCK_SIZE 256
#define CPU_NUMBER 0
#define CPU_PANIC_STACK 8
#define CPU_SCRATCH 16

/* A system call that only a kernel built for fuzzing has: see coverage.S. */
#define COVERAGE_CALL 0xc0e

/* MAIR_EL1 slots (DDI 0487 D19.2.100) as their index in a descriptor's AttrIndx, bits 4:2. */
#define MEMORY_ATTRIBUTES 0x000000000044ff04
#define ATTRIBUTE_DEVICE 0x00   /* index 0: Device-nGnRE */
#define ATTRIBUTE_NORMAL 0x04   /* index 1: normal, write-back */
#define ATTRIBUTE_UNCACHED 0x08 /* index 2: normal, not cacheable */

/* Descriptor bits of VMSAv8-64, stage 1 (DDI 0487 D8.3). */
#define DESCRIPTOR_BLOCK 0x1
#define DESCRIPTOR_TABLE 0x3
#define DESCRIPTOR_PAGE 0x3
#define DESCRIPTOR_USER 0x40
#define DESCRIPTOR_READ_ONLY 0x80
#define DESCRIPTOR_SHARED 0x300
#define DESCRIPTOR_ACCESSED 0x400
#define DESCRIPTOR_NOT_GLOBAL 0x800
#define DESCRIPTOR_PXN 0x0020000000000000
#define DESCRIPTOR_UXN 0x0040000000000000

#endif
