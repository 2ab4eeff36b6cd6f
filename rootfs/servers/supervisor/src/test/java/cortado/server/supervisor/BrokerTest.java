package cortado.server.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.fail;

import cortado.abi.Status;
import cortado.environ.spec.Role;
import cortado.server.supervisor.Archive.ArchiveException;
import cortado.server.supervisor.Broker.Decision;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BrokerTest {
    private Roster roster;
    private Broker broker;

    @BeforeEach
    void boot() throws ArchiveException {
        roster = new SystemFixture()
                .running(SystemFixture.spec(Role.SERVER, "uart", List.of("serial"), List.of()))
                .running(SystemFixture.spec(Role.SERVER, "files", List.of("files"), List.of("files?", "serial")))
                .running(SystemFixture.spec(
                        Role.APP, "shell", List.of(), List.of("serial", "system", "block?", "serail?")))
                .running(SystemFixture.spec(Role.SERVER, "second", List.of("serial"), List.of()))
                .roster();
        broker = new Broker(roster, (channel, client) -> fail("nobody connects here"), null);
    }

    private Decision decide(String client, String service) {
        return broker.decide(roster.unit(client), service);
    }

    private void assertRefused(int status, String sentence, String client, String service) {
        assertEquals(new Decision.Refuse(status, sentence), decide(client, service));
    }

    @Test
    void aClientWaitsUntilTheProviderIsReady() {
        Unit uart = roster.unit("uart");
        assertInstanceOf(Decision.Wait.class, decide("shell", "serial"), "not started");
        uart.state = Unit.State.RUNNING;
        assertInstanceOf(Decision.Wait.class, decide("shell", "serial"), "not ready");
        uart.ready = true;
        assertSame(uart, ((Decision.Pass) decide("shell", "serial")).provider());
    }

    @Test
    void theSecondProviderHasANumber() {
        Unit second = roster.unit("second");
        second.state = Unit.State.RUNNING;
        second.ready = true;
        assertSame(second, ((Decision.Pass) decide("shell", "serial.2")).provider());
    }

    @Test
    void aServiceThatTheSpecDoesNotNameIsRefused() {
        assertRefused(
                Status.ACCESS_DENIED,
                "the spec of shell does not use 'seriall'; did you mean 'serial'?",
                "shell",
                "seriall");
        assertRefused(Status.ACCESS_DENIED, "the spec of uart does not use 'system'", "uart", "system");
    }

    @Test
    void aServiceThatNothingProvidesIsNotWaitedFor() {
        assertRefused(Status.NOT_FOUND, "nothing on this board provides 'block'", "shell", "block");
        assertRefused(
                Status.NOT_FOUND, "nothing on this board provides 'serail'; did you mean 'serial'?", "shell", "serail");
    }

    @Test
    void aProviderThatWasGivenUpIsNotWaitedFor() {
        Unit uart = roster.unit("uart");
        uart.state = Unit.State.FAILED;
        uart.note = "stack overflow at 0x10 (pc 0x20)";
        assertRefused(
                Status.NOT_FOUND,
                "'serial' is provided by uart, which has failed: stack overflow at 0x10 (pc 0x20)",
                "shell",
                "serial");
    }

    @Test
    void nobodyIsItsOwnClient() {
        assertRefused(Status.INVALID_ARGUMENT, "files provides 'files' itself", "files", "files");
    }

    @Test
    void theSystemServiceIsTheSupervisorsOwn() {
        assertInstanceOf(Decision.Own.class, decide("shell", "system"));
    }
}
