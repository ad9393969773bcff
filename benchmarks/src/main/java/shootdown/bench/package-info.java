/// What the steps of the protocol cost.
///
/// A benchmark is a class that asks one question: its javadoc has the hypothesis, the number that
/// refutes it, and the method. What is compared takes turns in short windows within one fork, with
/// its anchors and a control; the medians of the ratios within rounds are JMH's auxiliary counters.
/// A guest enters the hypervisor by a [Transport][shootdown.bench.Transport], one per JVM; it
/// batches by a [Strategy][shootdown.bench.Strategy]; another thread plays along as a
/// [Partner][shootdown.bench.Partner] in [RoundTrip][shootdown.bench.RoundTrip]s, many vCPUs as a
/// [Crowd][shootdown.bench.Crowd]. The oracle has the last word.
@NullMarked
package shootdown.bench;

import org.jspecify.annotations.NullMarked;
