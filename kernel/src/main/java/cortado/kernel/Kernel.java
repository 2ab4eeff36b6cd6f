package cortado.kernel;

import cortado.abi.Call;
import cortado.abi.Cause;
import cortado.abi.Signals;
import cortado.abi.Status;
import cortado.fdt.FlatTree;
import cortado.metal.Apart;

/** The traps that arch code hands to the kernel, each with the kernel lock held. */
public final class Kernel {
    /** In the place of a call's result: it is not known yet, or there is no one left to tell. */
    static final long PENDING = Long.MIN_VALUE;

    private final Machine machine;
    private final Panic panic;
    private final Refusals refusals;
    private final Log log;
    /** Visible to the tests, as {@link #memory} is and {@link #objects}: they count what there is. */
    final PageAllocator allocator = new PageAllocator();

    private final ProcessPool processes = new ProcessPool();
    private final Deadlines deadlines = new Deadlines();
    final Memory memory;
    private final Scheduler scheduler;
    private final Waits waits;
    private final Touching touching;
    private final TablePages guestTables;
    private final Guests guests;
    final Objects objects;

    private final FirstProcess first;
    private final Endings endings;
    private final Launch launch;
    private final Devices devices;
    private final DeviceMemory deviceMemory;
    private final HandleCalls handleCalls;
    private final ChannelCalls channelCalls;
    private final PollCalls pollCalls;
    private final FolioCalls folioCalls;
    private final SignalCalls signalCalls;
    private final CreateCall createCall;
    private final ProcessCalls processCalls;
    private final GrantCalls grantCalls;
    private final PciGrants pciGrants;
    private final VmCalls vmCalls;
    private final VcpuCalls vcpuCalls;
    private final SystemCalls systemCalls;
    private LastWords lastWords;
    private long calls;
    private long interrupts;

    /** Builds every pool; with {@link #boot}, the only place where the kernel allocates. */
    public Kernel(Machine machine) {
        this.machine = machine;
        panic = new Panic(machine);
        log = new Log(machine);
        refusals = new Refusals(machine, log);
        memory = new Memory(machine, allocator, processes.all);
        scheduler = new Scheduler(machine);
        waits = new Waits(scheduler, deadlines);
        SparsePages sparse = new SparsePages(machine, memory, processes);
        touching = new Touching(machine, memory, sparse);
        UserMemory user = new UserMemory(machine, scheduler, processes.all, touching);
        VmPool vms = new VmPool();
        guestTables = new VmTables(memory, processes, vms);
        FolioPool folios = new FolioPool(machine, memory, processes, sparse);
        objects = new Objects(machine, processes, folios, vms, scheduler, waits, deadlines);
        guests = new Guests(machine, objects, scheduler, waits, deadlines, touching);
        devices = new Devices(objects);
        deviceMemory = new DeviceMemory(machine, allocator, memory, devices, refusals);
        Mappings mappings = new Mappings(machine, memory, objects, log);
        PrivateMemory privateMemory = new PrivateMemory(memory, objects, mappings);
        LostChannels lost = new LostChannels(objects);
        first = new FirstProcess(machine, objects, scheduler, waits, deadlines, log);
        endings = new Endings(machine, memory, scheduler, waits, objects, mappings, lost, log, first);
        ElfLoader loader = new ElfLoader(machine, mappings, privateMemory);
        launch = new Launch(machine, memory, objects, privateMemory, loader, endings, scheduler);
        handleCalls = new HandleCalls(objects);
        channelCalls = new ChannelCalls(machine, user, objects, waits, lost, scheduler);
        pollCalls = new PollCalls(machine, user, objects, waits);
        folioCalls = new FolioCalls(memory, objects, mappings, devices, deviceMemory, touching);
        signalCalls = new SignalCalls(machine, objects, scheduler);
        createCall = new CreateCall(user, objects, launch);
        processCalls = new ProcessCalls(machine, user, objects, endings, scheduler);
        grantCalls = new GrantCalls(machine, objects);
        pciGrants = new PciGrants(objects, devices, grantCalls);
        vmCalls = new VmCalls(machine.guests(), user, memory, objects);
        vcpuCalls = new VcpuCalls(machine, user, objects, guests, pollCalls, waits, scheduler);
        systemCalls = new SystemCalls(machine, user, objects, scheduler, allocator, memory, log);
    }

    /** Where a panic's text is kept for the next boot; null before {@link #boot}, and where there is no such memory. */
    public LastWords lastWords() {
        return lastWords;
    }

    /** Where the machine takes table pages from, once {@link #boot} has been called. */
    public TablePages tables() {
        return memory;
    }

    /** Where the machine takes table pages of guest address spaces from. */
    public TablePages guestTables() {
        return guestTables;
    }

    /**
     * Finds memory and the boot bundle, and makes the first process; called once, on the boot CPU, before the others
     * run and before {@link #dispatch}. What is missing or malformed is a panic.
     *
     * @param tree the device tree, checked and indexed
     * @param treeAddress where firmware left it in RAM
     * @param kernelStart first physical byte of the kernel: image, heap, stacks and first tables
     * @param kernelEnd the physical address behind them
     */
    public void boot(FlatTree tree, long treeAddress, long kernelStart, long kernelEnd) {
        Boot boot = new Boot(machine, allocator, objects, panic);
        if (!boot.findMemory(tree, treeAddress, kernelStart, kernelEnd)) {
            return;
        }
        Folio treeFolio = boot.treeFolio(treeAddress);
        Folio bundleFolio = boot.bundleFolio();
        if (treeFolio == null || bundleFolio == null) {
            return;
        }
        lastWords = boot.lastWords();
        panic.keepIn(lastWords);
        devices.boot(tree);
        deviceMemory.boot();
        grantCalls.boot(tree, treeFolio, bundleFolio, boot.keptFolio());
        systemCalls.boot(boot.total(), kernelEnd - kernelStart, boot.boot());
        boot.startFirst(first, launch, endings, bundleFolio);
    }

    /** The calling CPU has taken the kernel's lock: to be called before any of what follows. */
    public void enter() {
        scheduler.enter();
    }

    /** A system call of the context that runs on this CPU: number and six arguments. */
    public void systemCall(int number, long a, long b, long c, long d, long e, long f) {
        Context context = scheduler.running();
        calls++;
        if (context.doomed) {
            return;
        }
        context.second = 0;
        long result = call(context.process, number, a, b, c, d);
        if (result != PENDING) {
            if (result < 0) {
                refusals.note(context.process, number, (int) result, a);
            }
            machine.setResult(context.slot, result, context.second);
        }
    }

    private long call(Process process, int number, long a, long b, long c, long d) {
        // What happens most is looked for first: the switch below takes a dozen comparisons.
        if (number == Call.CHANNEL_CALL) {
            return channelCalls.call(process, a, b, c, d);
        }
        if (number == Call.CHANNEL_REPLY_RECEIVE) {
            return channelCalls.replyReceive(process, a, b, c, d);
        }
        return otherCall(process, number, a, b, c, d);
    }

    @Apart
    private long otherCall(Process process, int number, long a, long b, long c, long d) {
        return switch (number) {
            case Call.NULL -> Status.OK;
            case Call.LOG_WRITE -> systemCalls.writeLog(process, a, b, c);
            case Call.CLOCK -> machine.now();
            case Call.EXIT -> processCalls.exit(process, a);
            case Call.YIELD -> processCalls.giveWay(process);
            case Call.HANDLE_CLOSE -> handleCalls.close(process, a);
            case Call.HANDLE_DUPLICATE -> handleCalls.duplicate(process, a, b);
            case Call.HANDLE_INFO -> handleCalls.info(process, a);
            case Call.CHANNEL_CREATE -> channelCalls.create(process);
            case Call.CHANNEL_SEND -> channelCalls.send(process, a, b);
            case Call.CHANNEL_RECEIVE -> channelCalls.receive(process, a, b, c, d);
            case Call.POLL_CREATE -> pollCalls.create(process);
            case Call.POLL_ADD -> pollCalls.add(process, a, b, c, d);
            case Call.POLL_REMOVE -> pollCalls.remove(process, a, b);
            case Call.POLL_WAIT -> pollCalls.waitFor(process, a, b, c, d);
            case Call.FOLIO_CREATE -> folioCalls.create(process, a, b);
            case Call.FOLIO_MAP -> folioCalls.map(process, a, b, c, d);
            case Call.FOLIO_UNMAP -> folioCalls.unmap(process, a);
            case Call.FOLIO_INFO -> folioCalls.info(process, a);
            case Call.FOLIO_DMA_ADDRESS -> folioCalls.dmaAddress(process, a);
            case Call.INTERRUPT_ACKNOWLEDGE -> signalCalls.acknowledgeInterrupt(process, a);
            case Call.TIMER_CREATE -> signalCalls.createTimer(process);
            case Call.TIMER_SET -> signalCalls.setTimer(process, a, b);
            case Call.PROCESS_CREATE -> createCall.create(process, a, b);
            case Call.PROCESS_KILL -> processCalls.kill(process, a);
            case Call.PROCESS_INFO -> processCalls.info(process, a, b);
            case Call.PROCESS_HANDLES -> processCalls.handles(process, a, b, c);
            case Call.SYSTEM_INFO -> systemCalls.info(process, a, b, calls, interrupts);
            case Call.MMIO_GRANT -> grantCalls.registers(process, a, b, c);
            case Call.INTERRUPT_GRANT -> grantCalls.interrupt(process, a, b, c);
            case Call.LOG_READ -> systemCalls.readLog(process, a, b, c, d);
            case Call.MACHINE_POWER -> systemCalls.power(process, a, b);
            case Call.BOOT_FOLIO -> grantCalls.boot(process, a, b);
            case Call.FOLIO_COMMIT -> folioCalls.commit(process, a, b);
            case Call.HYPERVISOR_GRANT -> grantCalls.hypervisor(process, a);
            case Call.VM_CREATE -> vmCalls.create(process, a);
            case Call.VM_MAP -> vmCalls.map(process, a, b);
            case Call.VM_UNMAP -> vmCalls.unmap(process, a, b);
            case Call.VCPU_CREATE -> vcpuCalls.create(process, a, b, c, d);
            case Call.VCPU_RUN -> vcpuCalls.run(process, a, b, c, d);
            case Call.VCPU_KICK -> vcpuCalls.kick(process, a);
            case Call.VCPU_INJECT -> vcpuCalls.inject(process, a, b);
            case Call.VCPU_GET -> vcpuCalls.state(process, a, b);
            case Call.VCPU_SET -> vcpuCalls.setState(process, a, b);
            case Call.DEVICE_QUIET -> folioCalls.quiet(process, a);
            case Call.MEMORY_RESERVE -> folioCalls.reserve(process, a);
            case Call.PCI_GRANT -> pciGrants.registers(process, a, b, c);
            case Call.PCI_INTERRUPT_GRANT -> pciGrants.interrupt(process, a, b, c);
            default -> Status.BAD_CALL;
        };
    }

    /** The line fired; it is still active and unmasked at the controller. */
    public void interrupt(int line) {
        interrupts++;
        machine.maskInterrupt(line);
        Interrupt interrupt = objects.interrupts.ofLine(line);
        if (interrupt != null) {
            interrupt.signalled = true;
            objects.polls.raise(interrupt, Signals.SIGNALLED);
        } else {
            deviceMemory.interrupt(line);
        }
    }

    /** The deadline given to {@link Machine#setTimer} has passed on this CPU. */
    public void tick() {
        scheduler.alarmFired();
        long now = machine.now();
        int number = deadlines.take(now);
        while (number >= 0) {
            if (number < Deadlines.TIMERS) {
                waits.expire(processes.all[number].context);
            } else if (number == Deadlines.FIRST) {
                first.due();
            } else if (number >= Deadlines.VCPUS) {
                guests.expire(objects.vms.vcpu(number - Deadlines.VCPUS));
            } else {
                Timer timer = objects.timers.get(number - Deadlines.TIMERS);
                timer.signalled = true;
                objects.polls.raise(timer, Signals.SIGNALLED);
            }
            number = deadlines.take(now);
        }
    }

    /**
     * The running context did something that ends its process. A {@link Cause#PAGE_FAULT} in the guard under its stack
     * is told apart here.
     */
    public void fault(int cause, long programCounter, long address) {
        Context context = scheduler.running();
        if (context.doomed) {
            return;
        }
        Process process = context.process;
        int status = cause == Cause.PAGE_FAULT ? touching.touch(process, address) : Touching.ELSEWHERE;
        if (status == Status.OK) {
            return;
        }
        if (status != Touching.ELSEWHERE) {
            endings.fault(process, Cause.OUT_OF_MEMORY, programCounter, address);
            return;
        }
        long guard = process.stack - Memory.bytes(KernelLimits.STACK_GUARD);
        boolean overflow = cause == Cause.PAGE_FAULT && address >= guard && address < process.stack;
        endings.fault(process, overflow ? Cause.STACK_OVERFLOW : cause, programCounter, address);
    }

    /** The guest that ran on this CPU has been left, for the reason in {@link GuestMachine#exit}. */
    public void guestLeft() {
        Context context = scheduler.running();
        if (!context.doomed) {
            guests.left(context.vcpu, machine.guests().exit());
        }
    }

    /** Chooses what this CPU runs next and activates it: a context's slot, or negative for idle. */
    public int dispatch() {
        return scheduler.mustPass() ? pass(machine.cpu()) : scheduler.running().slot;
    }

    @Apart
    private int pass(int cpu) {
        Context context = scheduler.running();
        if (context != null && context.doomed) {
            endDoomed(context);
        }
        long now = machine.now();
        context = scheduler.choose(cpu, now);
        while (context != null && !isDone(context)) {
            context = scheduler.choose(cpu, now);
        }
        scheduler.settle(cpu, now, deadlines.earliest());
        return context == null ? -1 : context.slot;
    }

    private void endDoomed(Context context) {
        if (context.vcpu != null) {
            objects.end(context.vcpu);
            objects.settle();
        } else {
            endings.end(context.process, context.process.cause, -context.process.cause);
        }
    }

    /** Finishes the call that a chosen context is inside of; true if that context is the one to resume. */
    private boolean isDone(Context context) {
        if (context.operation == Context.NONE) {
            return true;
        }
        if (context.operation == Context.KICKED) {
            guests.takeKick(context.vcpu);
            return false;
        }
        Process process = context.process;
        int operation = context.operation;
        long result = operation == Context.POLL ? pollCalls.resume(process) : channelCalls.resume(process);
        if (result == PENDING) {
            return false;
        }
        if (result < 0) {
            refusals.note(process, finished(operation), (int) result, context.buffer);
        }
        machine.setResult(context.slot, result, context.second);
        return scheduler.isFirst(context);
    }

    /** The system call that an operation belongs to. */
    private static int finished(int operation) {
        return switch (operation) {
            case Context.POLL -> Call.POLL_WAIT;
            case Context.CALL -> Call.CHANNEL_CALL;
            default -> Call.CHANNEL_RECEIVE;
        };
    }

    /** Prints why the kernel cannot go on and stops every CPU; also for exceptions and aborts inside the kernel. */
    public void panic(String reason) {
        panic.text(reason);
    }
}
