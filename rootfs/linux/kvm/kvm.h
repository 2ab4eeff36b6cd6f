/* KVM's interface, as far as it is used (Linux, Documentation/virt/kvm/api.rst and devices/arm-vgic.rst). */
#ifndef KVM_H
#define KVM_H

#include "linux.h"

enum kvm_request {
    KVM_CREATE_VM = 0xae01, KVM_GET_VCPU_MMAP_SIZE = 0xae04, KVM_CREATE_VCPU = 0xae41, KVM_RUN = 0xae80,
    KVM_SET_USER_MEMORY_REGION = 0x4020ae46, KVM_IRQ_LINE = 0x4008ae61, KVM_SET_ONE_REG = 0x4010aeac,
    KVM_ARM_VCPU_INIT = 0x4020aeae
};
/* Those that the kernel answers with data have the top bit set, which an enumeration's int has no room for. */
#define KVM_ARM_PREFERRED_TARGET 0x8020aeaful
#define KVM_CREATE_DEVICE 0xc00caee0ul
#define KVM_SET_DEVICE_ATTR 0x4018aee1ul

struct kvm_region { u32 slot, flags; u64 guest, size, host; };
struct kvm_vcpu_init { u32 target, features[7]; };
struct kvm_one_reg { u64 id, value; };
struct kvm_device { u32 type, fd, flags; };
struct kvm_attribute { u32 flags, group; u64 attribute, value; };
struct kvm_line { u32 irq, level; };

/* The page that a vcpu shares with its VMM, with the part of its union that tells of MMIO. */
struct kvm_run {
    u8 request_interrupt_window, immediate_exit, pad[6];
    u32 exit_reason;
    u8 pad2[20];
    u64 address;
    u8 data[8];
    u32 length;
    u8 is_write;
};

enum { KVM_EXIT_MMIO = 6, KVM_ARM_VCPU_PSCI_0_2 = 1 << 2 };

/* A 64-bit register of struct kvm_regs, by its number there: x0 is 0, pc is 32. */
#define KVM_CORE_REGISTER(number) (0x6030000000100000ul + 2 * (number))
enum { KVM_PC = 32 };

enum { KVM_DEV_TYPE_ARM_VGIC_V2 = 5 };
enum { KVM_VGIC_ADDRESS = 0, KVM_VGIC_DISTRIBUTOR = 1, KVM_VGIC_CONTROL = 4 };
enum { KVM_VGIC_DISTRIBUTOR_ADDRESS = 0, KVM_VGIC_CPU_ADDRESS = 1, KVM_VGIC_INIT = 0 };

/* KVM_IRQ_LINE: a shared interrupt by its number at the distributor. */
#define KVM_SHARED_INTERRUPT(number) (1u << 24 | (number))

#endif
