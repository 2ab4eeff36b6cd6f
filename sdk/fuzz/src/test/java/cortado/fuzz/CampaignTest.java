package cortado.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bounded run that every build makes: a few seconds a target, always from the same seed. */
@Timeout(300)
class CampaignTest {
    private static final Duration TIME = Duration.ofSeconds(Long.getLong("cortado.fuzz.seconds", 3));

    @TempDir
    Path folder;

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @EnumSource
    void boundedRunFindsNothing(Targets target) throws Exception {
        Campaign campaign = new Campaign(target, FoundInputsTest.project(), folder);

        Report report = campaign.run(new Campaign.Limit(TIME, 0, 1), null, soFar -> {});

        System.out.printf(
                "fuzz %s: %d inputs, %d branches, %d paths%n",
                report.target(), report.inputs(), report.branches(), report.paths());
        assertEquals(List.of(), report.findings());
        assertTrue(report.inputs() > campaign.target().seeds().size(), "only the seeds were tried");
        assertTrue(report.branches() > 20, "the code under test was not reached: " + report);
    }
}
