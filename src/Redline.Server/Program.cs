using System.CommandLine;
using Redline.Server.Commands;

var root = new RootCommand("Redline tells agents and supervisors of a contact centre the moment a priority queue crosses its red line.")
{
    DemoCommand.Create(),
    DoctorCommand.Create(),
    ReplayCommand.Create(),
    ServeCommand.Create(),
    SimulateCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
