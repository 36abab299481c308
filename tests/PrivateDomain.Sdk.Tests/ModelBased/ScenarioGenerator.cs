using System.Globalization;
using System.Numerics;
using PrivateDomain.Sdk.Tests.NaiveModel;

namespace PrivateDomain.Sdk.Tests.ModelBased;

/// <summary>Makes scenarios from a seed. It runs the model alongside, so that most calls hit something: lots, expiries, refundable remains.</summary>
internal sealed class ScenarioGenerator
{
    private static readonly string[] s_members = ["a", "A", "a ", "中文", "\U0001F600", "z"];
    private readonly Random _random;
    private readonly int _seed;
    private readonly List<NaiveTerms> _terms;
    private readonly Dictionary<string, NaiveProgram> _models;
    private readonly List<Step> _steps = [];
    private DateTime _now = ManualTime.Start;
    private int _key;
    private int _current;

    internal ScenarioGenerator(int seed)
    {
        _seed = seed;
        _random = new Random(seed);
        NaiveTerms first = RandomTerms();
        _terms = [first, RandomTerms() with { MaxPoints = first.MaxPoints, Rebinds = first.Rebinds, MaxChain = first.MaxChain }];
        _models = Scenario.Programs.ToDictionary(program => program, _ => new NaiveProgram(first));
    }

    internal Scenario Make(int length)
    {
        foreach (string member in s_members.Take(4))
        {
            Call(Scenario.Programs[0], new NaiveRegister(member));
        }

        while (_steps.Count < length)
        {
            Add();
        }

        return new Scenario(_seed, _terms, _steps);
    }

    private void Add()
    {
        string program = _random.Next(8) == 0 ? Scenario.Programs[1] : Scenario.Programs[0];
        switch (_random.Next(102))
        {
            case < 4: Call(program, new NaiveRegister(Member()) { RegisteredAt = StatedTime(), ExternalIds = Externals() }); break;
            case < 6: Call(program, new NaiveLink(Key("l"), Member(), External())); break;
            case < 13: Call(program, new NaiveBind(Key("b"), Member(), Member()) { At = StatedTime() }); break;
            case < 25: Call(program, Grant(program)); break;
            case < 36: Call(program, new NaiveSpend(Key("p"), Member(), Points(program)) { Reason = Reason(), At = StatedTime() }); break;
            case < 44: Call(program, Reverse(program)); break;
            case < 58: Call(program, Paid()); break;
            case < 70: Call(program, Refund(program)); break;
            case < 74: Call(program, new NaiveAccrue(Key("c"), $"s{_random.Next(6)}", Member(), Amount(_terms[_current].MaxCommission)) { At = StatedTime() }); break;
            case < 78: Call(program, ClawBack(program)); break;
            case < 84: Replay(altered: false); break;
            case < 88: Replay(altered: true); break;
            case < 95: Tick(program); break;
            case < 97: Sweep(program); break;
            case < 100: Restart(); break;
            default: Call(program, new NaiveUnlink(Key("u"), Member(), External())); break;
        }
    }

    private NaiveTerms RandomTerms() => new()
    {
        EarnPerUnit = Pick(0m, 1m, 1m, 0.333333333m, 1.5m, 100m, 0.000000001m),
        ExpiresAfter = Pick<TimeSpan?>(null, TimeSpan.FromDays(10), TimeSpan.FromDays(365)),
        PendingFor = Pick(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromDays(1)),
        Rates = Pick<decimal[]>([], [0.1m], [0.1m, 0.02m], [0.5m, 0.5m], [0.333333333m, 0.666666667m], [1m], [0m, 1m]),
        MaxPoints = Pick<BigInteger>(1_000_000_000_000, 1_000_000_000_000, 1_000_000_000_000_000),
        Rebinds = _random.Next(3) == 0,
        MaxChain = Pick(1_000, 2, 1),
    };

    private NaiveGrant Grant(string program)
    {
        DateTime? availableAt = Pick<DateTime?>(null, null, null, _now, _now.AddTicks(1), _now.AddDays(2), _now.AddDays(-2));
        DateTime? expiresAt = Pick<DateTime?>(null, null, _now.AddTicks(1), _now.AddDays(1), _now.AddDays(3), _now.AddDays(3), _now, _now.AddDays(-1));
        return new NaiveGrant(Key("g"), Member(), Points(program)) { AvailableAt = availableAt, ExpiresAt = expiresAt, Reason = Reason(), At = StatedTime() };
    }

    private NaiveReverse Reverse(string program)
    {
        string member = Member();
        List<NaiveLot> lots = _models[program].Members.TryGetValue(member, out NaiveMember? known) ? known.Lots : [];
        if (lots.Count == 0 || _random.Next(15) == 0)
        {
            return new NaiveReverse(Key("r"), member, _random.Next(-1, 5), Amount(1_000_000_000_000));
        }

        NaiveLot lot = lots[_random.Next(lots.Count)];
        BigInteger left = lot.Initial - lot.Claimed;
        return new NaiveReverse(Key("r"), member, lot.Number, Pick(left, left, left / 2, left + 1, 1, lot.Remaining)) { Reason = Reason(), At = StatedTime() };
    }

    private NaivePaid Paid()
    {
        var lines = new List<NaiveLine>();
        int count = Pick(1, 1, 2, 3, 0);
        for (int i = 0; i < count; i++)
        {
            lines.Add(new NaiveLine($"sku-{_random.Next(3)}", Pick<BigInteger>(1, 1, 2, long.MaxValue, 0 - (_random.Next(20) == 0 ? 1 : -1)), GoodsAmount()));
        }

        BigInteger? freight = _random.Next(3) == 0 ? GoodsAmount() : null;
        BigInteger? tax = _random.Next(3) == 0 ? _random.Next(500) : null;
        BigInteger total = NaiveMember.Sum(lines, line => line.Amount) + (freight ?? 0) + (tax ?? 0);
        var paid = new NaivePaid(_random.Next(5) == 0 ? $"o{_random.Next(10)}" : Key("o"), Member(), lines, _now)
        {
            Freight = freight,
            Tax = tax,
            Amount = _random.Next(2) == 0 && BigInteger.Abs(total) < long.MaxValue ? total + (_random.Next(15) == 0 ? 1 : 0) : null,
            Channel = Pick<string?>(null, "store-12"),
            Currency = _random.Next(25) == 0 ? "USD" : "CNY",
        };
        return _random.Next(3) switch
        {
            0 => paid with { RedeemExactly = _random.Next(2_000) },
            1 => paid with { RedeemShare = Pick(0.5m, 1m, 0.333333333m, 0.000000001m) },
            _ => paid,
        };
    }

    private NaiveRefund Refund(string program)
    {
        List<NaiveOrder> orders = [.. _models[program].Orders.Values];
        string key = _random.Next(8) == 0 ? $"f{_random.Next(10)}" : Key("f");
        if (orders.Count == 0 || _random.Next(15) == 0)
        {
            return new NaiveRefund(key, $"unknown-{_random.Next(3)}", _now) { Amount = 100 };
        }

        NaiveOrder order = orders[_random.Next(orders.Count)];
        BigInteger left = order.Amount - order.Refunded;
        if (_random.Next(2) == 0)
        {
            return new NaiveRefund(key, order.Paid.Key, _now)
            {
                Amount = Pick(left, left / 2, left / 3, 1, left + 1, order.Goods - order.RefundedGoods, 0, -1),
                Currency = _random.Next(25) == 0 ? "USD" : "CNY",
            };
        }

        var lines = new List<NaiveRefundedLine>();
        for (int i = 1; i <= order.Paid.Lines.Count; i++)
        {
            if (_random.Next(2) == 0)
            {
                BigInteger rest = order.Paid.Lines[i - 1].Amount - order.RefundedByLine[i - 1];
                lines.Add(new NaiveRefundedLine(_random.Next(10) == 0 ? i + 1 : i, Pick(rest, rest / 2, rest / 3, 1, rest + (_random.Next(4) == 0 ? 1 : 0))));
            }
        }

        return new NaiveRefund(key, order.Paid.Key, _now)
        {
            Lines = lines,
            Freight = _random.Next(3) == 0 ? Pick(order.Paid.Freight ?? 1, (order.Paid.Freight ?? 0) / 2, 1) : null,
            Tax = _random.Next(3) == 0 ? Pick(order.Paid.Tax ?? 1, (order.Paid.Tax ?? 0) / 2, 1) : null,
            Amount = _random.Next(25) == 0 ? 1 : null,
        };
    }

    private NaiveClawBack ClawBack(string program)
    {
        List<KeyValuePair<string, NaiveSale>> sales = [.. _models[program].Sales];
        if (sales.Count == 0 || _random.Next(10) == 0)
        {
            return new NaiveClawBack(Key("w"), $"s{_random.Next(8)}", 1);
        }

        (string id, NaiveSale sale) = sales[_random.Next(sales.Count)];
        BigInteger left = sale.Base - sale.Refunded;
        return new NaiveClawBack(Key("w"), id, Pick(left, left / 2, left / 3, 1, left + 1, 0)) { At = StatedTime() };
    }

    /// <summary>An earlier call once more: as it was, or with one field altered.</summary>
    private void Replay(bool altered)
    {
        List<Step.Call> calls = [.. _steps.OfType<Step.Call>()];
        Step.Call call = calls[_random.Next(calls.Count)];
        NaiveCommand command = call.Command;
        Call(call.Program, !altered ? command : command switch
        {
            NaiveRegister c => c with { RegisteredAt = _now.AddTicks(-7) },
            NaiveLink c => c with { Member = Member() },
            NaiveUnlink c => c with { Member = Member() },
            NaiveBind c => c with { Referrer = Member() },
            NaiveGrant c => _random.Next(3) switch
            {
                0 => c with { Points = Other(c.Points) },
                1 => c with { Reason = c.Reason + "!" },
                _ => c with { Member = Member() },
            },
            NaiveSpend c => _random.Next(2) == 0 ? c with { Points = Other(c.Points) } : c with { At = _now.AddTicks(-5) },
            NaiveReverse c => _random.Next(2) == 0 ? c with { Points = Other(c.Points) } : c with { Lot = c.Lot + 1 },
            NaivePaid c => _random.Next(4) switch
            {
                0 => c with { Channel = "elsewhere" },
                1 => c with { PaidAt = c.PaidAt.AddTicks(1) },
                2 => c with { RedeemExactly = c.RedeemExactly + 1, RedeemShare = 0 },
                _ => c with { Lines = [.. c.Lines.Select(line => line with { Quantity = line.Quantity % 1_000 + 1 })] },
            },
            NaiveRefund c => c.Amount is { } amount ? c with { Amount = Other(amount) } : c with { RefundedAt = c.RefundedAt.AddTicks(1) },
            NaiveAccrue c => c with { Base = Other(c.Base) },
            NaiveClawBack c => c with { Sale = c.Sale + "x" },
            _ => command,
        });
    }

    private static BigInteger Other(BigInteger amount) => amount == long.MaxValue ? amount - 1 : amount + 1;

    private void Tick(string program)
    {
        // Often exactly to the moment at which something changes, or one tick beside it.
        List<DateTime> moments =
        [
            .. _models[program].Members.Values.SelectMany(m => m.Lots).SelectMany(lot => new[] { lot.AvailableAt, lot.ExpiresAt })
                .Where(moment => moment > _now && moment.Year < 2100),
        ];
        DateTime next = moments.Count > 0 && _random.Next(2) == 0
            ? moments[_random.Next(moments.Count)].AddTicks(_random.Next(-1, 2))
            : _now.Add(Pick(TimeSpan.FromTicks(1), TimeSpan.FromSeconds(1), TimeSpan.FromHours(20), TimeSpan.FromDays(1), TimeSpan.FromDays(40)));
        if (next > _now)
        {
            _now = next;
            _steps.Add(new Step.Tick(next));
        }
    }

    private void Sweep(string program)
    {
        _models[program].Sweep(_now);
        _steps.Add(new Step.Sweep(program));
    }

    private void Restart()
    {
        _current = _random.Next(_terms.Count);
        foreach (NaiveProgram model in _models.Values)
        {
            model.Terms = _terms[_current];
        }

        _steps.Add(new Step.Restart(_current));
    }

    private void Call(string program, NaiveCommand command)
    {
        _models[program].Apply(command, _now);
        _steps.Add(new Step.Call(program, command));
    }

    private string Key(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{_key++}");

    /// <summary>Mostly one of a few, now and then one that may never be registered.</summary>
    private string Member() => s_members[_random.Next(20) == 0 ? _random.Next(s_members.Length) : _random.Next(4)];

    private DateTime? StatedTime() => _random.Next(3) == 0 ? _now : null;

    private string? Reason() => Pick<string?>(null, null, "生日", "goodwill", new string('r', 256), _random.Next(5) == 0 ? new string('r', 257) : "");

    private NaiveExternalId External() => new(Pick("openid", "phone"), string.Create(CultureInfo.InvariantCulture, $"id-{_random.Next(6)}"));

    private IReadOnlyList<NaiveExternalId> Externals() => _random.Next(3) == 0 ? [External()] : [];

    /// <summary>Around what some member has, or from the edges.</summary>
    private BigInteger Points(string program)
    {
        List<NaiveMember> members = [.. _models[program].Members.Values];
        if (members.Count > 0 && _random.Next(3) == 0)
        {
            BigInteger available = members[_random.Next(members.Count)].Available(_now);
            return Pick(available, available / 2, available + 1, available - 1);
        }

        return _random.Next(3) == 0 ? Amount(_terms[_current].MaxPoints) : _random.Next(1, 2_000);
    }

    private BigInteger GoodsAmount() => _random.Next(3) == 0 ? Amount(_terms[_current].MaxOrder) : _random.Next(20_000);

    private BigInteger Amount(BigInteger max)
    {
        BigInteger power = BigInteger.Pow(2, _random.Next(63));
        return _random.Next(12) switch
        {
            0 => max,
            1 => max - 1,
            2 => max / 2,
            3 => power - 1,
            4 => power + 1,
            5 => power,
            6 => _random.Next(4) == 0 ? 0 : 1,
            7 => _random.Next(4) == 0 ? -1 : 2,
            8 => _random.Next(4) == 0 ? long.MinValue : 3,
            9 => _random.Next(4) == 0 ? long.MaxValue : 7,
            10 => _random.Next(4) == 0 ? max + 1 : 99,
            _ => _random.Next(100_000),
        };
    }

    private T Pick<T>(params ReadOnlySpan<T> choices) => choices[_random.Next(choices.Length)];
}
