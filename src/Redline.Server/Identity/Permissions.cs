namespace Redline.Server.Identity;

/// <summary>The permissions of the API (design section 10). The names are stable; a 403 names what is missing.</summary>
internal static class Permissions
{
    public const string StreamView = "eventStreams:stream:view";
    public const string StreamEdit = "eventStreams:stream:edit";
    public const string QueueSetView = "eventStreams:queueSet:view";
    public const string QueueSetEdit = "eventStreams:queueSet:edit";
    public const string ParameterView = "eventStreams:parameter:view";
    public const string ParameterEdit = "eventStreams:parameter:edit";
    public const string DefinitionPlan = "eventStreams:definition:plan";
    public const string DefinitionApply = "eventStreams:definition:apply";
    public const string RegistrationAdd = "pushNotifications:registration:add";
    public const string MessageAdd = "pushNotifications:message:add";
    public const string SupervisionView = "telephony:supervision:view";
    public const string ApiKeyAdd = "apiKeys:key:add";
    public const string ObservationAdd = "observations:observation:add";
    public const string AlertView = "alerts:alert:view";
    public const string AlertAcknowledge = "alerts:alert:acknowledge";
    public const string SilenceView = "silences:silence:view";
    public const string SilenceEdit = "silences:silence:edit";
    public const string EscalationView = "escalations:escalation:view";
    public const string EscalationAdd = "escalations:escalation:add";
    public const string EscalationEdit = "escalations:escalation:edit";
    public const string AuditView = "audit:entry:view";
    public const string ClientView = "identity:client:view";
    public const string ClientEdit = "identity:client:edit";
    public const string PersonView = "identity:person:view";
    public const string PersonEdit = "identity:person:edit";
    public const string FlowView = "flows:flow:view";
    public const string FlowEdit = "flows:flow:edit";
    public const string ExecutionView = "flows:execution:view";
    public const string ExecutionAdd = "flows:execution:add";

    /// <summary>Every permission there is.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        StreamView, StreamEdit, QueueSetView, QueueSetEdit, ParameterView, ParameterEdit, DefinitionPlan, DefinitionApply, RegistrationAdd, MessageAdd, SupervisionView, ApiKeyAdd, ObservationAdd, AlertView,
        AlertAcknowledge, SilenceView, SilenceEdit, AuditView, ClientView, ClientEdit, PersonView, PersonEdit, FlowView, FlowEdit, ExecutionView, ExecutionAdd,
        EscalationView, EscalationAdd, EscalationEdit,
    ];

    /// <summary>What a role bundles.</summary>
    public static IReadOnlyList<string> Of(PersonRole role) => role switch
    {
        PersonRole.Agent => [RegistrationAdd],
        PersonRole.Supervisor => [RegistrationAdd, StreamView, QueueSetView, ParameterView, SupervisionView, AlertView, AlertAcknowledge, SilenceView, SilenceEdit, PersonView, FlowView, ExecutionView, EscalationView, EscalationAdd, EscalationEdit],
        PersonRole.Integration => [StreamView, QueueSetView, ParameterView, MessageAdd, ObservationAdd, SupervisionView, AlertView, ExecutionView, ExecutionAdd, EscalationView, EscalationAdd, EscalationEdit],
        PersonRole.Administrator => All,
        _ => [],
    };
}
