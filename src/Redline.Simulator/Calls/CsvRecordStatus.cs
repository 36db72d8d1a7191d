namespace Redline.Simulator.Calls;

/// <summary>What <see cref="CsvRecordReader.Read"/> met.</summary>
internal enum CsvRecordStatus
{
    End,
    Record,
    TooLong,
    QuoteUnclosed,
    QuoteInvalid,
}
