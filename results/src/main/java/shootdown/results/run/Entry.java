package shootdown.results.run;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// One line of `results.jsonl`; `type` says which.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Entry
    permits RunStarted,
        PlannedCampaign,
        Resumed,
        Slice,
        SoFar,
        Planned,
        PlannedExploration,
        NotTried,
        StoryRecord,
        ExplorationRecord,
        BenchmarkRecord,
        TortureStatistics,
        TortureRecord,
        RunEnded {}
