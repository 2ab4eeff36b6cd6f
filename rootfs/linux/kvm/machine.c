/* What exits of a KVM guest cost: the smallest VMM that can be, with the guest code that Cortado's figures come from. */
#include "kvm.h"
#include "measure.h"
#include "text.h"

extern const u8 guest_code[], guest_code_end[];

/* As in cortado.trials.guest: where things are, and what the code does. */
enum place { MEMORY = 0x40000000, SIZE = 8 << 20, GICD = 0x8000000, GICC = 0x8010000, NOWHERE = 0x9000000,
             TELL = 0x9100000 };
enum work { CALLS = 7, READS = 8, INTERRUPTS = 9, FEATURES = 12, INJECTIONS = 13 };
enum { COUNT = 2000, INTERRUPT = 40, FALLS_ASLEEP = 50000 };

/* GICv2 (IHI 0048B) §4.3. */
enum { GICD_CTLR = 0x000, GICD_ISENABLER = 0x100, GICD_ITARGETSR = 0x800, GICD_ICFGR = 0xc00, GICD_SGIR = 0xf00 };

static int machine, vcpu, distributor;
static volatile struct kvm_run *shared;

static void set_attribute(u32 group, u64 attribute, u64 value)
{
    struct kvm_attribute it = {0, group, attribute, (u64)&value};
    checked(CALL3(ioctl, distributor, KVM_SET_DEVICE_ATTR, &it), "KVM_SET_DEVICE_ATTR");
}

static void set_distributor(u32 offset, u32 value)
{
    struct kvm_attribute it = {0, KVM_VGIC_DISTRIBUTOR, offset, (u64)&value};
    checked(CALL3(ioctl, distributor, KVM_SET_DEVICE_ATTR, &it), "GICD");
}

static void *map(size length, int flags, int fd)
{
    return (void *)checked(CALL5(mmap, 0, length, PROT_READ | PROT_WRITE, flags, fd), "mmap");
}

static void create(void)
{
    struct kvm_vcpu_init init = {0, {0}};
    struct kvm_device device = {KVM_DEV_TYPE_ARM_VGIC_V2, 0, 0};
    int kvm = (int)checked(open_file("/dev/kvm", O_RDWR), "/dev/kvm, which this kernel has only at EL2: opening it");
    machine = (int)checked(CALL3(ioctl, kvm, KVM_CREATE_VM, 0), "KVM_CREATE_VM");
    u8 *memory = map(SIZE, MAP_PRIVATE | MAP_ANONYMOUS, -1);
    struct kvm_region region = {0, 0, MEMORY, SIZE, (u64)memory};
    memcpy(memory, guest_code, (size)(guest_code_end - guest_code));
    checked(CALL3(ioctl, machine, KVM_SET_USER_MEMORY_REGION, &region), "KVM_SET_USER_MEMORY_REGION");
    checked(CALL3(ioctl, machine, KVM_CREATE_DEVICE, &device), "KVM_CREATE_DEVICE");
    vcpu = (int)checked(CALL3(ioctl, machine, KVM_CREATE_VCPU, 0), "KVM_CREATE_VCPU");
    checked(CALL3(ioctl, machine, KVM_ARM_PREFERRED_TARGET, &init), "KVM_ARM_PREFERRED_TARGET");
    init.features[0] = KVM_ARM_VCPU_PSCI_0_2;
    checked(CALL3(ioctl, vcpu, KVM_ARM_VCPU_INIT, &init), "KVM_ARM_VCPU_INIT");
    size length = (size)checked(CALL3(ioctl, kvm, KVM_GET_VCPU_MMAP_SIZE, 0), "KVM_GET_VCPU_MMAP_SIZE");
    shared = map(length, MAP_SHARED, vcpu);
    distributor = (int)device.fd;
    set_attribute(KVM_VGIC_ADDRESS, KVM_VGIC_DISTRIBUTOR_ADDRESS, GICD);
    set_attribute(KVM_VGIC_ADDRESS, KVM_VGIC_CPU_ADDRESS, GICC);
    set_attribute(KVM_VGIC_CONTROL, KVM_VGIC_INIT, 0);
    set_distributor(GICD_CTLR, 1);
    set_distributor(GICD_ISENABLER + 4, 1 << (INTERRUPT - 32));
    set_distributor(GICD_ITARGETSR + INTERRUPT, 1);
    set_distributor(GICD_ICFGR + INTERRUPT / 16 * 4, 2u << INTERRUPT % 16 * 2);
}

static void set_register(u64 number, u64 value)
{
    struct kvm_one_reg it = {KVM_CORE_REGISTER(number), (u64)&value};
    checked(CALL3(ioctl, vcpu, KVM_SET_ONE_REG, &it), "KVM_SET_ONE_REG");
}

static void prepare(u64 work, u64 count, u64 argument, u64 more)
{
    set_register(0, work);
    set_register(1, count);
    set_register(2, argument);
    set_register(3, more);
    set_register(KVM_PC, MEMORY);
}

/* Runs it to its next exit, which is always one for MMIO; whether it told something. */
static int go(void)
{
    checked(CALL3(ioctl, vcpu, KVM_RUN, 0), "KVM_RUN");
    if (shared->exit_reason != KVM_EXIT_MMIO)
        checked(-1, "the guest's work");
    return shared->address == TELL;
}

/* Has the exit behind it, without which its program counter could not be set. */
static void settle(void)
{
    shared->immediate_exit = 1;
    CALL3(ioctl, vcpu, KVM_RUN, 0);
    shared->immediate_exit = 0;
}

static u64 loop(u64 work, u64 count, u64 argument, u64 more)
{
    u64 start = now();
    prepare(work, count, argument, more);
    while (!go()) {
        *(volatile u64 *)shared->data = 1;
    }
    u64 end = now();
    settle();
    return end - start;
}

/* The vcpu of the injections has a thread; what it shares with the one that injects. */
static u8 stack[16384] __attribute__((aligned(16)));
static volatile u64 heard;
static int ends[2];

static void __attribute__((noreturn)) hear(void)
{
    for (;;) {
        go();
        heard = now();
        checked(CALL3(write, ends[1], "", 1), "write");
    }
}

/* Starts hear() in a process that shares this one's memory and files. */
static long start_hearing(void)
{
    register long x8 __asm__("x8") = SYS_clone;
    register long x0 __asm__("x0") = CLONE_VM | CLONE_FILES | SIGCHLD;
    register void *x1 __asm__("x1") = stack + sizeof stack;
    register long x2 __asm__("x2") = 0;
    register long x3 __asm__("x3") = 0;
    register long x4 __asm__("x4") = 0;
    register void (*x19)(void) __asm__("x19") = hear;
    __asm__ volatile("svc #0\n\tcbnz x0, 1f\n\tblr x19\n1:"
                     : "+r"(x0)
                     : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x19)
                     : "memory", "x30");
    return checked(x0, "clone");
}

static void set_line(u32 level)
{
    struct kvm_line line = {KVM_SHARED_INTERRUPT(INTERRUPT), level};
    checked(CALL3(ioctl, machine, KVM_IRQ_LINE, &line), "KVM_IRQ_LINE");
}

/* From the wish to interrupt a guest that sleeps until it has taken the interrupt, ended it and said so. */
static u64 injections(void)
{
    static const struct time asleep = {0, FALLS_ASLEEP};
    u64 total = 0;
    u8 byte;
    checked(CALL2(pipe2, ends, O_CLOEXEC), "pipe2");
    prepare(INJECTIONS, COUNT, GICC, 0);
    long thread = start_hearing();
    for (int i = 0; i < COUNT; i++) {
        CALL5(ppoll, NULL, 0, &asleep, NULL, 8);
        u64 start = now();
        set_line(1);
        checked(CALL3(read, ends[0], &byte, 1), "read");
        total += heard - start;
        set_line(0);
    }
    CALL2(kill, thread, SIGKILL);
    CALL4(wait4, thread, NULL, 0, NULL);
    return total;
}

void measure_exits(void)
{
    create();
    loop(CALLS, 1, 0, 0); /* its pages come to be */
    u64 empty = loop(CALLS, 1, 0, 0);
    report_time("guest-hypercall", loop(CALLS, COUNT, 0, 0) - empty, COUNT);
    report_time("guest-kernel-exit", loop(FEATURES, COUNT, 0, 0) - empty, COUNT);
    report_time("guest-distributor-read", loop(READS, COUNT, GICD, 0) - empty, COUNT);
    report_time("guest-mmio-exit", loop(READS, COUNT, NOWHERE, 0) - empty, COUNT);
    report_time("guest-self-interrupt", loop(INTERRUPTS, COUNT, GICC, GICD + GICD_SGIR) - empty, COUNT);
    report_time("guest-injection", injections(), COUNT);
    CALL1(close, distributor);
    CALL1(close, vcpu);
    CALL1(close, machine);
}
