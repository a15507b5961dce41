namespace Pivotal.UnitTests.Architecture;

/// <summary>What each room of a project may use. From the ground up: a room may only name rooms listed before it.</summary>
internal static class RoomTables
{
    public static readonly (string Room, string[] Uses)[] OfGrains =
    [
        ("Shared", []),
        ("Realtime", ["Shared"]),
        ("Tenancy", ["Shared"]),
        ("Compliance", ["Shared"]),
        ("Campaigns", ["Shared"]),
        ("Telephony", ["Shared"]),
        ("Calls", ["Shared", "Realtime", "Tenancy", "Compliance", "Campaigns", "Telephony"]),
        ("Dialer", ["Shared", "Realtime", "Tenancy", "Campaigns", "Telephony", "Calls"]),
        ("Agents", ["Shared", "Realtime", "Compliance", "Campaigns", "Telephony", "Calls", "Dialer"]),
        ("Imports", ["Shared", "Realtime", "Tenancy"]),
        ("Leads", ["Shared", "Realtime"]),
    ];

    /// <summary>No contract knows another room's.</summary>
    public static readonly (string Room, string[] Uses)[] OfContracts =
    [
        ("Shared", []),
        ("Telephony", ["Shared"]),
        ("Calls", ["Shared"]),
        ("Dialer", ["Shared"]),
        ("Agents", ["Shared"]),
        ("Imports", ["Shared"]),
        ("Leads", ["Shared"]),
        ("Realtime", ["Shared"]),
        ("Tenancy", ["Shared"]),
    ];

    /// <summary>
    /// The Dialer's rooms are its subjects. Its pacing knows the law and nothing else, so that it stands below a campaign's settings, which say how many calls may be abandoned; all its
    /// other subjects decide about a campaign and stand above them.
    /// </summary>
    public static readonly (string Room, string[] Uses)[] OfDomain =
    [
        ("Shared", []),
        ("Accounts", ["Shared"]),
        ("Telephony", ["Shared"]),
        ("Imports", ["Shared", "Accounts"]),
        ("Leads", ["Shared"]),
        ("Compliance", ["Shared", "Accounts"]),
        ("Dialer.Pacing", ["Shared", "Compliance"]),
        ("Campaigns", ["Shared", "Accounts", "Leads", "Compliance", "Dialer.Pacing"]),
        ("Calls", ["Shared", "Compliance", "Campaigns", "Telephony"]),
        ("Dialer.Places", ["Shared", "Campaigns"]),
        ("Dialer.Modes", ["Shared", "Campaigns", "Dialer.Pacing"]),
        ("Dialer.Order", ["Shared", "Campaigns", "Calls", "Dialer.Pacing"]),
        ("Dialer.Gates", ["Shared", "Accounts", "Compliance", "Campaigns", "Calls", "Dialer.Order"]),
        ("Dialer.Idle", ["Shared", "Campaigns", "Dialer.Modes", "Dialer.Order"]),
        ("Dialer.Agents", ["Shared", "Campaigns", "Calls", "Dialer.Places"]),
        (
            "Dialer.Queue",
            [
                "Shared",
                "Accounts",
                "Campaigns",
                "Calls",
                "Dialer.Pacing",
                "Dialer.Modes",
                "Dialer.Order",
                "Dialer.Gates",
                "Dialer.Idle",
                "Dialer.Agents",
            ]
        ),
        ("Dialer.WhatIf", ["Shared", "Compliance", "Campaigns", "Calls", "Dialer.Pacing", "Dialer.Order", "Dialer.Agents", "Dialer.Queue"]),
    ];

    public static readonly (string Room, string[] Uses)[] OfApi =
    [
        ("Shared", []),
        ("Accounts", ["Shared"]),
        ("Audience", ["Shared", "Accounts"]),
        ("Audit", ["Shared"]),
        ("Calls", ["Shared"]),
        ("Telephony", ["Shared"]),
        ("Compliance", ["Shared"]),
        ("Dialer", ["Shared"]),
        ("Imports", ["Shared"]),
        ("Orders", ["Shared"]),
        ("Leads", ["Shared", "Orders"]),
        ("Portal", ["Shared", "Orders", "Leads"]),
        ("Campaigns", ["Shared", "Audit", "Dialer"]),
        ("Identity", ["Shared", "Dialer"]),
        ("Realtime", ["Shared", "Identity"]),
        ("Tenancy", ["Shared", "Telephony", "Identity", "Leads", "Orders", "Portal"]),
        (
            "Hosting",
            [
                "Shared",
                "Accounts",
                "Audience",
                "Audit",
                "Calls",
                "Telephony",
                "Compliance",
                "Dialer",
                "Imports",
                "Orders",
                "Leads",
                "Portal",
                "Campaigns",
                "Identity",
                "Realtime",
                "Tenancy",
            ]
        ),
    ];
}
