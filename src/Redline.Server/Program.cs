using System.CommandLine;
using Redline.Server.Commands;

var root = new RootCommand("Redline tells agents and supervisors of a contact centre the moment a priority queue crosses its red line.")
{
    DefinitionCommands.CreateApply(),
    DemoCommand.Create(),
    DoctorCommand.Create(),
    DefinitionCommands.CreatePlan(),
    ReplayCommand.Create(),
    ServeCommand.Create(),
    SimulateCommand.Create(),
    DefinitionCommands.CreateValidate(),
};
return await root.Parse(args).InvokeAsync();
