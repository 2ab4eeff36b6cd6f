package cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.HandleType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Counts from scratch what the kernel keeps count of: references, queues, quotas, watches. */
final class References {
    private final Objects objects;
    private final TestBoard test;
    private final Map<Integer, Integer> references = new HashMap<>();
    private final Map<Integer, Integer> inFlight = new HashMap<>();
    private final int[] messages = new int[KernelLimits.PROCESSES];

    References(TestBoard test) {
        this.test = test;
        this.objects = test.board.kernel().objects;
    }

    void check() {
        references.clear();
        inFlight.clear();
        java.util.Arrays.fill(messages, 0);
        for (Process process : objects.processes.all) {
            countHandles(process);
            for (int mapping = 0; mapping < process.space.count(); mapping++) {
                references.merge(process.space.folio(mapping).word, 1, Integer::sum);
            }
        }
        countGuests();
        for (int i = 0; i < ChannelPool.ENDS; i++) {
            countQueue(objects.channels.get(i));
        }
        for (int i = 0; i < ChannelPool.ENDS; i++) {
            Channel end = objects.channels.get(i);
            assertEquals(references.getOrDefault(end.word, 0), end.references, "references of a channel end");
            assertEquals(inFlight.getOrDefault(end.word, 0), end.inFlight, "its handles in messages");
            assertEquals(end.references == 0, end.closed, "an end is closed when nothing refers to it");
            checkWatches(end);
        }
        for (int i = 0; i < KernelLimits.FOLIOS; i++) {
            Folio folio = objects.folios.get(i);
            // The kernel itself keeps the boot folios.
            int kept = !folio.owned && folio.node < 0 && folio.references > 0 ? 1 : 0;
            assertEquals(references.getOrDefault(folio.word, 0) + kept, folio.references, "references of a folio");
        }
        for (int i = 0; i < KernelLimits.TIMERS; i++) {
            checkCounted(objects.timers.get(i));
        }
        for (int i = 0; i < KernelLimits.POLLS; i++) {
            checkCounted(objects.polls.get(i));
        }
        for (int i = 0; i < KernelLimits.VMS; i++) {
            checkCounted(objects.vms.vm(i));
        }
        for (int i = 0; i < KernelLimits.VCPUS; i++) {
            checkCounted(objects.vms.vcpu(i));
        }
        long lacking = 0;
        for (Process process : objects.processes.all) {
            checkCounted(process);
            if (process.alive) {
                assertEquals(messages[process.number], process.messages, "messages on their way");
                assertTrue(process.pages <= process.pageQuota, "pages within the quota");
                assertTrue(process.objects <= process.objectQuota, "objects within the quota");
                lacking += Math.max(process.reserved - process.pages, 0);
                assertEquals(process.context.state != cortado.abi.ProcessState.ENDED, true, "the living have a state");
            }
        }
        Kernel kernel = test.board.kernel();
        assertEquals(lacking, kernel.memory.aside(), "pages set aside");
        assertTrue(lacking <= kernel.allocator.free(), "what is set aside is free");
    }

    private void countGuests() {
        for (int i = 0; i < KernelLimits.VCPUS; i++) {
            Vcpu vcpu = objects.vms.vcpu(i);
            if (vcpu.vm != null) {
                references.merge(vcpu.vm.word, 1, Integer::sum);
                references.merge(vcpu.page.word, 1, Integer::sum);
            }
        }
        for (int i = 0; i < KernelLimits.VMS; i++) {
            Vm vm = objects.vms.vm(i);
            for (int mapping = 0; mapping < vm.mappings(); mapping++) {
                if (vm.folio(mapping) != null) {
                    references.merge(vm.folio(mapping).word, 1, Integer::sum);
                }
            }
        }
    }

    private void checkCounted(KernelObject object) {
        assertEquals(
                references.getOrDefault(object.word, 0),
                object.references,
                () -> "references of a " + HandleType.text(KernelObject.type(object.word)));
        checkWatches(object);
    }

    private void countHandles(Process process) {
        Set<Integer> seen = new HashSet<>();
        int count = 0;
        for (int entry = 0; entry < KernelLimits.HANDLES; entry++) {
            int handle = process.handles.handle(entry);
            if (handle != 0) {
                count++;
                assertTrue(seen.add(handle));
                references.merge(process.handles.object(entry), 1, Integer::sum);
            }
        }
        assertEquals(count, process.handles.count());
        assertTrue(process.alive || process.stays || count == 0, "the dead hold nothing");
    }

    private void countQueue(Channel end) {
        int count = 0;
        for (Message message = end.first; message != null; message = message.next) {
            count++;
            if (objects.processes.byId(message.sender, message.senderId) != null) {
                messages[message.sender]++;
            }
            for (int i = 0; i < message.handleCount; i++) {
                references.merge(message.objects[i], 1, Integer::sum);
                inFlight.merge(message.objects[i], 1, Integer::sum);
            }
        }
        assertEquals(count, end.count, "messages queued");
        assertTrue(!end.closed || count == 0, "a closed end has no queue");
    }

    private void checkWatches(KernelObject object) {
        Watch before = null;
        for (Watch watch = object.watches; watch != null; watch = watch.nextOfObject) {
            assertEquals(before, watch.previousOfObject);
            assertEquals(object, watch.object);
            Process watcher = objects.processes.all[watch.poll.owner];
            int entry = watcher.handles.find(watch.handle);
            assertTrue(entry >= 0 && watcher.handles.object(entry) == object.word, "the handle watched is open");
            boolean holds = (objects.signals(object) & watch.signals) != 0;
            assertTrue(!holds || watch.ready, "what holds is ready");
            before = watch;
        }
    }
}
