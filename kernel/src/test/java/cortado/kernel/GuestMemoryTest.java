package cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.Call;
import cortado.abi.FolioFlag;
import cortado.abi.Limits;
import cortado.abi.LittleEndian;
import cortado.abi.ProcessInfoLayout;
import cortado.abi.Rights;
import cortado.abi.Status;
import cortado.abi.VcpuAction;
import cortado.abi.VcpuExit;
import cortado.abi.VcpuPageLayout;
import org.junit.jupiter.api.Test;

/** The memory of guests: mapped, sparse, shown, and missing. */
class GuestMemoryTest extends GuestBoard {
    @Test
    void thePageBehindARunPageIsShownUntilTheVcpuEnds() {
        long shown = 0x800_0000L;
        long two = vmm.done(Call.FOLIO_CREATE, 2 * Limits.PAGE);
        long mapped = vmm.done(Call.FOLIO_MAP, two, 0, 2 * Limits.PAGE, Rights.READ | Rights.WRITE);
        vmm.write(mapped + VcpuPageLayout.SHOWN, new byte[] {9});
        long second = vmm.done(Call.VCPU_CREATE, vm, 1, two, shown);
        long physical = guests.shown(1, shown);
        assertEquals(0, test.machine.loadPhysical(physical), "it starts empty");
        vmm.write(mapped + VcpuPageLayout.SHOWN + 16, new byte[] {7});
        assertEquals(7, test.machine.loadPhysical(physical + 16));
        vmm.expect(Status.OK, Call.HANDLE_CLOSE, two);
        vmm.expect(Status.OK, Call.FOLIO_UNMAP, mapped);
        assertEquals(7, test.machine.loadPhysical(physical + 16), "the vcpu keeps it");
        vmm.expect(Status.OK, Call.HANDLE_CLOSE, second);
        assertFalse(guests.isLive(1));
        new References(test).check();
    }

    @Test
    void aShownPageHasToBeThereAndAGuestsWholePage() {
        vmm.expect(Status.INVALID_ARGUMENT, Call.VCPU_CREATE, vm, 1, folio, Limits.PAGE);
        long three = vmm.done(Call.FOLIO_CREATE, 3 * Limits.PAGE);
        vmm.expect(Status.INVALID_ARGUMENT, Call.VCPU_CREATE, vm, 1, three, Limits.PAGE);
        long two = vmm.done(Call.FOLIO_CREATE, 2 * Limits.PAGE);
        vmm.expect(Status.INVALID_ARGUMENT, Call.VCPU_CREATE, vm, 1, two, 8);
        vmm.expect(Status.INVALID_ARGUMENT, Call.VCPU_CREATE, vm, 1, two, -Limits.PAGE);
        vmm.expect(Status.INVALID_ARGUMENT, Call.VCPU_CREATE, vm, 1, two, Limits.GUEST_END);
        assertFalse(guests.isLive(1));
    }

    private long sparseUsed() {
        return LittleEndian.i64(test.info(vmm.process), ProcessInfoLayout.SPARSE_USED);
    }

    @Test
    void sparseMemoryIsCountedApartWhoeverTouchesIt() {
        long memory = vmm.done(Call.FOLIO_CREATE, 1 << 20, FolioFlag.SPARSE);
        assertEquals(Status.OK, map(memory, Rights.READ | Rights.WRITE, 1 << 20, MEMORY));
        assertEquals(0, sparseUsed(), "its root is not the guest's");
        run();
        touch(MEMORY + 0x5008);
        assertEquals(Limits.PAGE, sparseUsed());
        long mapped = vmm.done(Call.FOLIO_MAP, memory, 0, 1 << 20, Rights.READ);
        vmm.expect(Status.OK, Call.FOLIO_COMMIT, mapped + 0x4000, 3 * Limits.PAGE);
        assertEquals(3 * Limits.PAGE, sparseUsed());
        vmm.expect(Status.OK, Call.HANDLE_CLOSE, memory);
        vmm.expect(Status.OK, Call.FOLIO_UNMAP, mapped);
        vmm.expect(Status.OK, Call.VM_UNMAP, vm, MEMORY);
        assertEquals(0, sparseUsed());
    }

    @Test
    void sparseMemoryComesToBeWithoutAnExit() {
        long memory = vmm.done(Call.FOLIO_CREATE, 1 << 20, FolioFlag.SPARSE);
        assertEquals(Status.OK, map(memory, Rights.READ | Rights.WRITE, 1 << 20, MEMORY));
        run();
        touch(MEMORY + 0x5008);
        assertTrue(goesOn());
        assertEquals(Machine.READ | Machine.WRITE, guests.access(0, MEMORY + 0x5000));
        assertFalse(signalled());
    }

    @Test
    void withoutMemoryTheVmmHearsOfIt() {
        long memory = vmm.done(Call.FOLIO_CREATE, 8 << 20, FolioFlag.SPARSE);
        assertEquals(Status.OK, map(memory, Rights.READ, 8 << 20, MEMORY));
        run();
        for (int i = 0; i < 2048 && goesOn(); i++) {
            touch(MEMORY + i * (long) Limits.PAGE);
        }
        assertEquals(VcpuExit.NO_MEMORY, reason());
        set(VcpuPageLayout.ACTION, VcpuAction.RETRY);
        run();
        assertEquals(0, guests.programCounter(0));
    }

    @Test
    void aStoreToReadOnlyMemoryIsTheVmmsAndAFetchAFault() {
        long memory = vmm.done(Call.FOLIO_CREATE, Limits.PAGE);
        assertEquals(Status.OK, map(memory, Rights.READ, Limits.PAGE, MEMORY));
        run();
        leave(exit -> {
            exit.kind = GuestExit.MEMORY;
            exit.address = MEMORY;
            exit.permission = true;
            exit.write = true;
            exit.decoded = true;
            exit.size = 4;
        });
        assertEquals(VcpuExit.MMIO, reason());
        run();
        leave(exit -> {
            exit.kind = GuestExit.MEMORY;
            exit.address = ANYWHERE;
            exit.fetch = true;
        });
        assertEquals(VcpuExit.FAULT, reason());
        set(VcpuPageLayout.ACTION, VcpuAction.ABORT);
        run();
        assertEquals(1, guests.abortsTaken(0));
    }

    @Test
    void mappingsDoNotOverlapAndHaveLimits() {
        long memory = vmm.done(Call.FOLIO_CREATE, 2 * Limits.PAGE);
        assertEquals(Status.OK, map(memory, Rights.READ, 2 * Limits.PAGE, MEMORY));
        assertEquals(Status.BUSY, map(memory, Rights.READ, Limits.PAGE, MEMORY + Limits.PAGE));
        assertEquals(Status.OUT_OF_RANGE, map(memory, Rights.READ, 3 * Limits.PAGE, 0));
        assertEquals(Status.OUT_OF_RANGE, map(memory, Rights.READ, Limits.PAGE, Limits.GUEST_END));
        assertEquals(Status.INVALID_ARGUMENT, map(memory, Rights.WRITE, Limits.PAGE, 0));
        assertEquals(Status.INVALID_ARGUMENT, map(memory, Rights.READ, Limits.PAGE, 1));
        assertEquals(Status.OK, map(0, 0, 0, 0x801_0000L));
        vmm.expect(Status.NOT_FOUND, Call.VM_UNMAP, vm, MEMORY + Limits.PAGE);
        vmm.expect(Status.OK, Call.VM_UNMAP, vm, MEMORY);
        assertEquals(0, guests.access(0, MEMORY));
    }
}
