package cortado.kernel;

import cortado.abi.HandleType;
import cortado.abi.Limits;
import cortado.abi.Rights;
import cortado.abi.Status;
import cortado.abi.VcpuPageLayout;
import cortado.abi.VcpuStateLayout;

/** Calls on virtual CPUs. */
final class VcpuCalls {
    private static final int VCPU_RIGHTS = Rights.READ | Rights.WRITE | Rights.POLL;
    private static final int PAGE_RIGHTS = Rights.READ | Rights.WRITE | Rights.MAP;

    private final Machine machine;
    private final GuestMachine guestMachine;
    private final UserMemory user;
    private final Objects objects;
    private final Guests guests;
    private final PollCalls polls;
    private final Waits waits;
    private final Scheduler scheduler;
    private final byte[] state = new byte[VcpuStateLayout.SIZE];

    VcpuCalls(
            Machine machine,
            UserMemory user,
            Objects objects,
            Guests guests,
            PollCalls polls,
            Waits waits,
            Scheduler scheduler) {
        this.polls = polls;
        this.waits = waits;
        this.scheduler = scheduler;
        this.machine = machine;
        this.guestMachine = machine.guests();
        this.user = user;
        this.objects = objects;
        this.guests = guests;
    }

    long create(Process process, long handle, long index, long pageHandle, long shown) {
        int number = process.handles.reach(handle, HandleType.VM, Rights.WRITE);
        if (number < 0) {
            return number;
        }
        int folio = process.handles.reach(pageHandle, HandleType.FOLIO, PAGE_RIGHTS);
        if (folio < 0) {
            return folio;
        }
        Folio page = objects.folios.get(folio);
        if (index < 0 || index >= Limits.VM_CPUS || !canShow(page.pages, shown) || page.flags != 0 || page.immutable) {
            return Status.INVALID_ARGUMENT;
        }
        Vm vm = objects.vms.vm(number);
        if ((vm.indices & 1 << (int) index) != 0) {
            return Status.BUSY;
        }
        if (process.handles.room() < 1) {
            return Status.TABLE_FULL;
        }
        int admitted = objects.admit(process, HandleType.VCPU);
        if (admitted != Status.OK) {
            return admitted;
        }
        Vcpu vcpu = objects.vms.takeVcpu(process, vm, (int) index, page);
        vm.indices |= 1 << (int) index;
        vm.references++;
        page.references++;
        guestMachine.reset(vcpu.number(), number, (int) index);
        machine.zeroPages(page.physical, page.pages);
        if (page.pages > 1) {
            guestMachine.show(vcpu.number(), shown, page.physical + VcpuPageLayout.SHOWN);
        }
        guests.describe(page.physical);
        objects.created(vcpu, process);
        vcpu.references = 1;
        return process.handles.insert(vcpu.word, VCPU_RIGHTS);
    }

    /** Whether a vcpu's folio of so many pages goes with the place of its second one. */
    private static boolean canShow(int pages, long shown) {
        boolean place = shown >= 0 && shown < Limits.GUEST_END && shown % Limits.PAGE == 0;
        return pages == 2 ? place : pages == 1 && shown == 0;
    }

    private int reach(Process process, long handle, int rights) {
        return process.handles.reach(handle, HandleType.VCPU, rights);
    }

    /** Runs, and then waits for a poll if its handle is not 0. */
    long run(Process process, long handle, long poll, long buffer, long count) {
        int number = reach(process, handle, Rights.WRITE);
        if (number < 0) {
            return number;
        }
        if (poll == 0) {
            return guests.run(objects.vms.vcpu(number), false);
        }
        int pollNumber = polls.check(process, poll, buffer, count);
        if (pollNumber < 0) {
            return pollNumber;
        }
        Vcpu vcpu = objects.vms.vcpu(number);
        Context context = process.context;
        Poll waited = objects.polls.get(pollNumber);
        if (waited.readyCount == 0 && scheduler.mayTakeOver(vcpu.context)) {
            int status = guests.answer(vcpu);
            if (status == Status.OK) {
                PollCalls.prepare(context, waited, buffer, count, Long.MAX_VALUE);
                waits.link(context);
                accompany(context, vcpu);
                scheduler.handOver(context, vcpu.context, machine.now());
                return Kernel.PENDING;
            }
            return status;
        }
        int status = guests.run(vcpu, true);
        if (status < 0) {
            return status;
        }
        PollCalls.prepare(context, waited, buffer, count, Long.MAX_VALUE);
        long result = polls.resume(process);
        if (result == Kernel.PENDING) {
            accompany(context, vcpu);
        }
        return result;
    }

    /** Whoever waits is told of the exit without the poll. */
    private static void accompany(Context context, Vcpu vcpu) {
        context.runs = vcpu;
        vcpu.runner = context;
    }

    long kick(Process process, long handle) {
        int number = reach(process, handle, Rights.WRITE);
        if (number < 0) {
            return number;
        }
        guests.kick(objects.vms.vcpu(number));
        return Status.OK;
    }

    long inject(Process process, long handle, long interrupt) {
        int number = reach(process, handle, Rights.WRITE);
        if (number < 0) {
            return number;
        }
        boolean pending = (interrupt & VcpuPageLayout.PENDING) != 0;
        return pending && GuestInterrupts.isValid(interrupt)
                ? guests.inject(objects.vms.vcpu(number), interrupt)
                : Status.INVALID_ARGUMENT;
    }

    long state(Process process, long handle, long buffer) {
        int number = reach(process, handle, Rights.READ);
        if (number < 0) {
            return number;
        }
        if (!objects.vms.vcpu(number).stopped) {
            return Status.BUSY;
        }
        guestMachine.state(number, state);
        return user.write(state, 0, buffer, state.length) ? Status.OK : Status.BAD_ADDRESS;
    }

    long setState(Process process, long handle, long buffer) {
        int number = reach(process, handle, Rights.WRITE);
        if (number < 0) {
            return number;
        }
        Vcpu vcpu = objects.vms.vcpu(number);
        if (!vcpu.stopped) {
            return Status.BUSY;
        }
        if (!user.read(buffer, state, 0, state.length)) {
            return Status.BAD_ADDRESS;
        }
        guestMachine.setState(number, state);
        guests.forgetExit(vcpu);
        return Status.OK;
    }
}
