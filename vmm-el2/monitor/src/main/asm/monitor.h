/*
 * What the monitor and the kernel agree on. arch/aarch64's LayoutTest compares the numbers with its Java constants.
 */
#ifndef CORTADO_MONITOR_H
#define CORTADO_MONITOR_H

#include "layout.h"

/* Calls of the kernel: HVC with the function in x0. 0 sets the vectors, as the boot stub did. */
#define MONITOR_VECTORS 0
#define MONITOR_RUN 1         /* x1 = guest context, virtual, plus 1; returns an EXIT once the guest has been left */
#define MONITOR_FORGET_VM 2   /* x1 = VTTBR: every CPU forgets all translations of that VMID */
#define MONITOR_FORGET_PAGE 3 /* x1 = VTTBR, x2 = guest page number: every CPU forgets it */
#define MONITOR_START 4       /* x1 = this CPU's block, x2 = root table of EL2, both physical; turns the MMU on */
#define MONITOR_GIC 5         /* returns ICH_VTR_EL2; only where there is a GICv3 */
#define MONITOR_HIDE 6        /* x1 = number of a page of EL2's own: every CPU forgets it */

/* How a guest was left. */
#define EXIT_SYNC 0
#define EXIT_INTERRUPT 1
#define EXIT_ERROR 2
#define EXIT_MONITOR 3 /* the monitor itself met a fault: a bug */

/*
 * A guest's context has two parts. The first has the place and layout of a user context (layout.h); SP_EL0 and TPIDR_EL0
 * are switched in Java as those of processes are. The second lies GUEST_OFFSET behind it.
 */
#define GUESTS 32
#define GUEST_OFFSET 32768
#define GUEST_VTTBR 0
#define GUEST_VMPIDR 8
#define GUEST_CNTVOFF 16
#define GUEST_FLUSH 24  /* not 0: this CPU may know translations of another vcpu of the VM; cleared at entry */
#define GUEST_ESR 32    /* of the last exit: ESR_EL2, FAR_EL2, HPFAR_EL2 */
#define GUEST_FAR 40
#define GUEST_HPFAR 48
#define GUEST_SYSTEM 64 /* 23 registers in the order of cortado.abi.VcpuStateLayout.SYSTEM */
#define GUEST_CNTV_CTL 232
#define GUEST_CNTV_CVAL 240
#define GUEST_VMCR 256
#define GUEST_ICH_HCR 264
#define GUEST_MISR 272
#define GUEST_AP0R 288 /* four words of eight bytes each */
#define GUEST_AP1R 320
#define GUEST_SHOWN 352 /* not 0: the guest's page whose words are shown, as in HPFAR_EL2, plus 1; and the page here */
#define GUEST_SHOWN_AT 360
#define GUEST_LIST 384 /* sixteen list registers */

/* A bit for each word of a shown page that may be read, in the page itself: cortado.abi.VcpuPageLayout. */
#define SHOWN_MARKS 0xe80

/* What the monitor keeps of one CPU. */
#define HOST_SIZE 256
#define HOST_DELTA 0      /* from a context's physical address to what MONITOR_RUN gets; written by the kernel */
#define HOST_VTCR 8       /* written by the kernel */
#define HOST_LISTS 16     /* GICv3 list registers, 0 without; written by the kernel */
#define HOST_PRIORITIES 24 /* active-priority registers of a group: 1, 2 or 4; written by the kernel */
#define HOST_CPACR 32     /* saved at each entry: CPACR, TTBR0, where to return to and how */
#define HOST_TTBR0 40
#define HOST_ELR 48
#define HOST_SPSR 56
#define HOST_SCTLR 64     /* from here on saved once, for the kernel never changes them */
#define HOST_TTBR1 72
#define HOST_TCR 80
#define HOST_MAIR 88
#define HOST_VBAR 96
#define HOST_TPIDR 104
#define HOST_CNTKCTL 112
#define HOST_MDCR 120     /* and what MDCR_EL2 is for guests */
#define HOST_GUEST_MDCR 128

#endif
