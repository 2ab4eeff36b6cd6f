package cortado.kernel;

import cortado.abi.HandleType;
import cortado.abi.Signals;
import cortado.abi.Status;

/**
 * Every kernel object by its word, and how it ends: when nothing refers to it any more.
 *
 * <p>Ending one object can end others: a closed channel end takes its queued messages with it, and with them the
 * handles inside. So {@link #drop} only puts such an end on a list, and {@link #settle}, called once at the end of
 * whatever dropped references, works the list off. Stack depth does not depend on what users build.
 */
final class Objects {
    final ProcessPool processes;
    final FolioPool folios;
    final ChannelPool channels;
    final MessagePool messages;
    final PollPool polls;
    final InterruptPool interrupts;
    final TimerPool timers;
    final VmPool vms;
    private final GuestMachine guests;
    private final Scheduler scheduler;
    private final Deadlines deadlines;
    private final Waits waits;
    /** Ends whose last reference is gone and whose queues are not emptied yet. */
    private Channel closing;
    /** Vcpus and virtual machines whose last reference is gone. */
    private Vcpu closingVcpus;

    private Vm closingVms;

    private int count;
    /** Objects alive that count against a process, by {@link HandleType}. */
    private final int[] made = new int[HandleType.COUNT];
    /** Handles of channels in messages. */
    private int endsInFlight;

    Objects(
            Machine machine,
            ProcessPool processes,
            FolioPool folios,
            VmPool vms,
            Scheduler scheduler,
            Waits waits,
            Deadlines deadlines) {
        this.processes = processes;
        this.folios = folios;
        this.vms = vms;
        this.guests = machine.guests();
        this.scheduler = scheduler;
        this.waits = waits;
        this.deadlines = deadlines;
        channels = new ChannelPool();
        messages = new MessagePool(processes);
        polls = new PollPool(waits, processes);
        interrupts = new InterruptPool(machine);
        timers = new TimerPool(deadlines);
    }

    /** Objects alive, channels counted once. */
    int count() {
        return count;
    }

    /**
     * OK if a process may make one more object of a type and the pool has one for it. The last objects of each pool are
     * for those that have fewer than their due, so that no number of greedy processes takes these from the others.
     */
    int admit(Process process, int type) {
        if (process.objects >= process.objectQuota || process.made[type] >= quota(process, type)) {
            return Status.QUOTA_EXCEEDED;
        }
        int left = size(type) - made[type];
        if (left <= 0) {
            return Status.NO_MEMORY;
        }
        boolean greedy = process.made[type] >= due(type) && !process.stays;
        return greedy && left <= due(type) * KernelLimits.PROCESSES ? Status.QUOTA_EXCEEDED : Status.OK;
    }

    private static int quota(Process process, int type) {
        return switch (type) {
            case HandleType.CHANNEL -> process.channelQuota;
            case HandleType.TIMER -> process.timerQuota;
            default -> process.objectQuota;
        };
    }

    /** How many objects of a type there can be. */
    private static int size(int type) {
        return switch (type) {
            case HandleType.CHANNEL -> KernelLimits.CHANNELS;
            case HandleType.POLL -> KernelLimits.POLLS;
            case HandleType.FOLIO -> KernelLimits.FOLIOS;
            case HandleType.TIMER -> KernelLimits.TIMERS;
            case HandleType.VM -> KernelLimits.VMS;
            default -> KernelLimits.VCPUS;
        };
    }

    /**
     * How many objects of a type any process can have, whatever the others do; virtual machines only if some are left.
     */
    private static int due(int type) {
        return switch (type) {
            case HandleType.CHANNEL -> 4;
            case HandleType.POLL -> 1;
            case HandleType.FOLIO -> 8;
            case HandleType.TIMER -> 2;
            default -> 0;
        };
    }

    /** An object came to be; a process that asked for it has it counted against its quota. */
    void created(KernelObject object, Process owner) {
        object.counted = owner != null;
        if (owner != null) {
            int type = KernelObject.type(object.word);
            owner.objects++;
            owner.made[type]++;
            made[type]++;
        }
        count++;
    }

    /** The object of a word that is not bare. */
    KernelObject get(int word) {
        int number = KernelObject.number(word);
        return switch (KernelObject.type(word)) {
            case HandleType.CHANNEL -> channels.get(number);
            case HandleType.POLL -> polls.get(number);
            case HandleType.FOLIO -> folios.get(number);
            case HandleType.INTERRUPT -> interrupts.get(number);
            case HandleType.TIMER -> timers.get(number);
            case HandleType.VM -> vms.vm(number);
            case HandleType.VCPU -> vms.vcpu(number);
            default -> processes.all[number];
        };
    }

    /** The signals that this type of object can have; 0 for what cannot be watched. */
    static int watchable(int type) {
        return switch (type) {
            case HandleType.CHANNEL -> Signals.READABLE | Signals.WRITABLE | Signals.CLOSED;
            case HandleType.INTERRUPT, HandleType.TIMER, HandleType.VCPU -> Signals.SIGNALLED;
            case HandleType.PROCESS -> Signals.EXITED;
            default -> 0;
        };
    }

    /** The signals that hold for an object that can be watched. */
    int signals(KernelObject object) {
        int number = KernelObject.number(object.word);
        return switch (KernelObject.type(object.word)) {
            case HandleType.CHANNEL -> channels.get(number).signals();
            case HandleType.INTERRUPT -> interrupts.get(number).signalled ? Signals.SIGNALLED : 0;
            case HandleType.TIMER -> timers.get(number).signalled ? Signals.SIGNALLED : 0;
            case HandleType.VCPU -> vms.vcpu(number).signalled ? Signals.SIGNALLED : 0;
            default -> processes.all[number].alive ? 0 : Signals.EXITED;
        };
    }

    /** One more reference. */
    void retain(int word) {
        if (!KernelObject.isBare(word)) {
            get(word).references++;
        }
    }

    /** A handle went into a message or came out of one. */
    void inFlight(int word, int change) {
        if (KernelObject.type(word) == HandleType.CHANNEL) {
            channels.get(KernelObject.number(word)).inFlight += change;
            endsInFlight += change;
        }
    }

    /** How many handles of channels are in messages. */
    int endsInFlight() {
        return endsInFlight;
    }

    /** A process gives up a handle: watches through it go, its reference stays with the caller. */
    void detach(Process process, int entry) {
        int word = process.handles.object(entry);
        if (!KernelObject.isBare(word)) {
            KernelObject object = get(word);
            if (object.watches != null) {
                polls.forget(process, object, process.handles.handle(entry));
            }
        }
        process.handles.remove(entry);
    }

    /** One reference less; to be followed by {@link #settle}. */
    void drop(int word) {
        if (KernelObject.isBare(word)) {
            return;
        }
        KernelObject object = get(word);
        if (--object.references > 0) {
            return;
        }
        int number = KernelObject.number(word);
        switch (KernelObject.type(word)) {
            case HandleType.CHANNEL -> {
                Channel end = channels.get(number);
                end.closed = true;
                end.nextClosing = closing;
                closing = end;
            }
            case HandleType.POLL -> {
                gone(object);
                polls.give(polls.get(number));
            }
            case HandleType.FOLIO -> {
                gone(object);
                folios.give(folios.get(number));
            }
            case HandleType.INTERRUPT -> {
                gone(object);
                interrupts.give(interrupts.get(number));
            }
            case HandleType.TIMER -> {
                gone(object);
                timers.give(timers.get(number));
            }
            case HandleType.VM -> {
                Vm vm = vms.vm(number);
                vm.nextFree = closingVms;
                closingVms = vm;
            }
            case HandleType.VCPU -> {
                Vcpu vcpu = vms.vcpu(number);
                vcpu.nextFree = closingVcpus;
                closingVcpus = vcpu;
            }
            default -> release(processes.all[number]);
        }
    }

    /** A process is free for the next one when it has ended and no handle is left. */
    void release(Process process) {
        if (process.id != 0 && !process.alive && process.references == 0 && !process.stays) {
            processes.give(process);
            count--;
        }
    }

    private void gone(KernelObject object) {
        Process owner = processes.owner(object);
        if (object.counted) {
            int type = KernelObject.type(object.word);
            made[type]--;
            if (owner != null) {
                owner.objects--;
                owner.made[type]--;
            }
        }
        count--;
    }

    /** Finishes what {@link #drop} began. */
    void settle() {
        while (closing != null) {
            Channel end = closing;
            closing = end.nextClosing;
            end.nextClosing = null;
            settle(end);
        }
        while (closingVcpus != null) {
            Vcpu vcpu = closingVcpus;
            closingVcpus = vcpu.nextFree;
            settle(vcpu);
        }
        while (closingVms != null) {
            Vm vm = closingVms;
            closingVms = vm.nextFree;
            settle(vm);
        }
    }

    private void settle(Channel end) {
        empty(end);
        if (!end.peer.closed) {
            polls.raise(end.peer, Signals.CLOSED);
            while (end.peer.waiters != null) {
                waits.wake(end.peer.waiters);
            }
        } else if (!isClosing(end.peer)) {
            Channel first = channels.first(end);
            gone(first);
            channels.give(first);
        }
    }

    private void settle(Vcpu vcpu) {
        int cpu = scheduler.elsewhere(vcpu.context);
        if (cpu >= 0) {
            vcpu.context.doomed = true;
            scheduler.send(cpu);
        } else {
            end(vcpu);
        }
    }

    /** A vcpu that no one refers to and no other CPU runs is no more; to be followed by {@link #settle}. */
    void end(Vcpu vcpu) {
        Context context = vcpu.context;
        if (vcpu.runner != null) {
            vcpu.runner.runs = null;
            vcpu.runner = null;
        }
        deadlines.cancel(Deadlines.VCPUS + vcpu.number());
        scheduler.end(context);
        context.doomed = false;
        context.operation = Context.NONE;
        guests.end(vcpu.number());
        Process owner = processes.owner(vcpu);
        if (owner != null) {
            owner.guestTime += context.cpuTime;
        }
        gone(vcpu);
        vcpu.vm.indices &= ~(1 << vcpu.index);
        drop(vcpu.page.word);
        drop(vcpu.vm.word);
        vms.give(vcpu);
    }

    private void settle(Vm vm) {
        guests.destroySpace(vm.number());
        while (vm.mappings() > 0) {
            Folio folio = vm.folio(vm.mappings() - 1);
            vm.remove(vm.mappings() - 1);
            if (folio != null) {
                drop(folio.word);
            }
        }
        gone(vm);
        vms.give(vm);
    }

    private boolean isClosing(Channel end) {
        for (Channel at = closing; at != null; at = at.nextClosing) {
            if (at == end) {
                return true;
            }
        }
        return false;
    }

    /** Discards what is queued at an end; to be followed by {@link #settle}. */
    void empty(Channel end) {
        while (end.first != null) {
            Message message = end.first;
            end.remove(message);
            discard(message);
        }
    }

    /** A message that no one will receive. */
    private void discard(Message message) {
        for (int i = 0; i < message.handleCount; i++) {
            inFlight(message.objects[i], -1);
            drop(message.objects[i]);
        }
        messages.give(message);
    }
}
