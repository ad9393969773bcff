package shootdown.oracle;

/// One present entry of a table.
///
/// @param index where it stands in the table
/// @param target number of the frame it links or maps
/// @param writable whether its RW bit is set
public record EntryState(int index, int target, boolean writable) {}
