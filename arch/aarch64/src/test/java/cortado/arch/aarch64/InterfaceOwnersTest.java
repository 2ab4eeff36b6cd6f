package cortado.arch.aarch64;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InterfaceOwnersTest {
    private final InterfaceOwners owners = new InterfaceOwners();

    @BeforeEach
    void reset() {
        owners.reset(0);
        owners.reset(1);
    }

    @Test
    void aVcpuThatStaysIsLoadedOnce() {
        assertTrue(owners.enter(0, 7));
        assertFalse(owners.enter(0, 7));
        assertTrue(owners.enter(1, 8));
        assertFalse(owners.enter(0, 7));
        assertFalse(owners.enter(1, 8));
    }

    @Test
    void aVcpuThatWasElsewhereIsLoadedAgainThoughNobodyTookItsPlace() {
        owners.enter(0, 7);
        assertTrue(owners.enter(1, 7));
        assertTrue(owners.enter(0, 7), "what CPU 0 holds is older than what CPU 1 left");
    }

    @Test
    void aVcpuThatMadeRoomOrWasSetAnewIsLoadedAgain() {
        owners.enter(0, 7);
        owners.enter(0, 8);
        assertTrue(owners.enter(0, 7));
        owners.forget(7);
        assertTrue(owners.enter(0, 7));
    }
}
