using System.Runtime.CompilerServices;

namespace Redline.Engine.Schedules;

/// <summary>The times of the schedules an engine asks for, kept as long as somebody holds the schedule. Not safe for use by several threads.</summary>
internal sealed class ScheduleCache
{
    private readonly ConditionalWeakTable<Schedule, ScheduleTimes> _times = [];

    public ScheduleTimes Of(Schedule schedule) => _times.GetValue(schedule, s => new ScheduleTimes(s));
}
