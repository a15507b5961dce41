namespace Pivotal.ClusterTests.Messages;

/// <summary>Each change of a contract that would break a call between two releases is found, and each that would not is let through.</summary>
public sealed class ContractChangesTests
{
    private static readonly FieldContract Text = new(0, "Text", "string"),
        By = new(1, "By", "Guid");
    private static readonly MethodContract Call = new("Call", [new(0, "by", "Guid"), new(1, "text", "string")], "P.Said", ["Repeatable"]),
        Old = new("Old", [], "nothing", [], Obsolete: true);
    private static readonly MessageContract Said = new("P.Said", "message", null, [Text, By], ["P.Grain"]),
        Word = new("P.Word", "enum of int", null, [new(0, "Yes", ""), new(1, "No", "")], ["P.Grain"]);
    private static readonly InterfaceContract Grain = new("P.Grain", false, "IGrainWithStringKey", 1, [Call, Old]),
        Watch = new("P.Watch", true, "", 0, [Call]);
    private static readonly Contract Was = new([Grain, Watch], [Said, Word]);

    [Fact]
    public void The_same_is_no_change() => Assert.Empty(ContractChanges.Between(Was, Was));

    [Fact]
    public void A_new_method_needs_a_version()
    {
        var grown = Grain with { Methods = [.. Grain.Methods, new("New", [], "nothing", [])] };
        Refused("P.Grain has a new method New. Raise its [Version] to 2, so that only silos that know it are asked.", grown);
        Allowed(grown with { Version = 2 });
    }

    [Fact]
    public void An_observer_does_not_grow() =>
        Refused(
            "P.Watch has a new method New. An observer has no version",
            Watch with
            {
                Version = 2,
                Methods = [.. Watch.Methods, new("New", [], "nothing", [])],
            }
        );

    [Fact]
    public void A_method_goes_only_after_a_release_in_which_it_was_obsolete()
    {
        Refused("The method P.Grain.Call is gone, or its alias is another one.", Grain with { Version = 2, Methods = [Old] });
        Allowed(Grain with { Methods = [Call] });
    }

    [Fact]
    public void A_parameter_keeps_its_type_and_its_place_and_a_new_one_needs_a_version()
    {
        Refused(
            "P.Grain.Call: the parameter 1, text, was string and is int.",
            With(Call with { Parameters = [Call.Parameters[0], new(1, "text", "int")] }, 2)
        );
        Refused(
            "P.Grain.Call: the parameter by had number 0 and has 1.",
            With(Call with { Parameters = [new(0, "text", "string"), new(1, "by", "Guid")] }, 2)
        );
        Refused("P.Grain.Call lost its parameter 1, text.", With(Call with { Parameters = [Call.Parameters[0]] }, 2));
        var more = Call with { Parameters = [.. Call.Parameters, new(2, "at", "DateTimeOffset?")] };
        Refused("P.Grain.Call has a new parameter 2, at. Raise its [Version] to 2", With(more, 1));
        Allowed(With(more, 2));
    }

    [Fact]
    public void What_an_older_caller_leaves_out_must_be_allowed_to_be_missing() =>
        Refused(
            "P.Grain.Call has a new parameter 2, at, that an older program leaves out: it reads as 0 there, not as 5.",
            With(
                Call with
                {
                    Parameters = [.. Call.Parameters, new FieldContract(2, "at", "int") { LeftOut = "it reads as 0 there, not as 5" }],
                },
                2
            )
        );

    [Fact]
    public void An_answer_keeps_its_type() =>
        Refused("P.Grain.Call answered P.Said and answers P.Word.", With(Call with { Answer = "P.Word" }, 2));

    [Fact]
    public void How_a_method_is_called_changes_with_a_version()
    {
        Refused("P.Grain.Call was marked [Repeatable] and is marked [OneWay].", With(Call with { Marks = ["OneWay"] }, 1));
        Allowed(With(Call with { Marks = ["OneWay"] }, 2));
    }

    [Fact]
    public void An_interface_keeps_alias_and_key_and_its_version_does_not_fall()
    {
        Refused("The interface P.Grain is gone, or its alias is another one.", Grain with { Alias = "P.Other" }, instead: Grain);
        Refused("P.Grain was IGrainWithStringKey and is IGrainWithGuidKey.", Grain with { Key = "IGrainWithGuidKey", Version = 2 });
        Refused("P.Grain had version 1 and has 0.", Grain with { Version = 0 });
    }

    [Fact]
    public void A_field_keeps_its_number_and_its_type()
    {
        Refused("P.Said: the field By had number 1 and has 2.", Said with { Fields = [Text, By with { Id = 2 }] }, raised: true);
        Refused("P.Said: the field 1, By, was Guid and is Guid?.", Said with { Fields = [Text, By with { Type = "Guid?" }] }, raised: true);
        Refused("P.Said lost its field 1, By. Programs of the release before still use it.", Said with { Fields = [Text] }, raised: true);
        Refused(
            "P.Said: the field 1 was By and is Who. If it means something else, it needs the next free number",
            Said with
            {
                Fields = [Text, By with { Name = "Who" }],
            }
        );
        Refused("P.Said was message and is exception.", Said with { Kind = "exception" }, raised: true);
        Refused("The message P.Said is gone, or its alias is another one.", Said with { Alias = "P.Told" }, raised: true, instead: Said);
    }

    [Fact]
    public void A_new_field_needs_a_version_of_every_interface_that_carries_it()
    {
        var grown = Said with { Fields = [Text, By, new(2, "At", "DateTimeOffset?")] };
        Refused("P.Said has a new field 2, At. Raise [Version] of the interfaces that carry it: P.Grain to 2.", grown);
        Allowed(grown, raised: true);
        Refused(
            "reads as null there",
            grown with
            {
                Fields =
                [
                    Text,
                    By,
                    new FieldContract(2, "At", "string") { LeftOut = "it reads as null there, and its type says that it never is" },
                ],
            },
            raised: true
        );
    }

    [Fact]
    public void A_field_goes_only_after_a_release_in_which_it_was_obsolete()
    {
        var obsolete = new Contract([Grain], [Said with { Fields = [Text, By with { Obsolete = true }] }]);
        Assert.Empty(ContractChanges.Between(obsolete, new([Grain], [Said with { Fields = [Text] }])));
    }

    [Fact]
    public void The_words_of_an_enum_keep_their_numbers()
    {
        Refused("P.Word: the word Yes had number 0 and has 1.", Word with { Fields = [new(0, "No", ""), new(1, "Yes", "")] }, raised: true);
        Refused("P.Word has a new word 2, Perhaps. Raise [Version]", Word with { Fields = [.. Word.Fields, new(2, "Perhaps", "")] });
        Refused("P.Word was enum of int and is enum of byte.", Word with { Kind = "enum of byte" }, raised: true);
    }

    private static InterfaceContract With(MethodContract method, int version) => Grain with { Version = version, Methods = [method, Old] };

    private static void Refused(string sentence, InterfaceContract changed, InterfaceContract? instead = null) =>
        Refused(sentence, Of(changed, instead));

    private static void Refused(string sentence, MessageContract changed, bool raised = false, MessageContract? instead = null) =>
        Refused(sentence, Of(changed, raised, instead));

    private static void Refused(string sentence, Contract now) =>
        Assert.Contains(ContractChanges.Between(Was, now), s => s.Contains(sentence, StringComparison.Ordinal));

    private static void Allowed(InterfaceContract changed) => Assert.Empty(ContractChanges.Between(Was, Of(changed, null)));

    private static void Allowed(MessageContract changed, bool raised) =>
        Assert.Empty(ContractChanges.Between(Was, Of(changed, raised, null)));

    private static Contract Of(InterfaceContract changed, InterfaceContract? instead) =>
        Was with
        {
            Interfaces = [.. Was.Interfaces.Where(i => i.Alias != (instead ?? changed).Alias), changed],
        };

    private static Contract Of(MessageContract changed, bool raised, MessageContract? instead) =>
        new(
            [raised ? Grain with { Version = 2 } : Grain, Watch],
            [.. Was.Messages.Where(m => m.Alias != (instead ?? changed).Alias), changed]
        );
}
