using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using PrivateDomain.Sdk.Pipeline;

namespace PrivateDomain.Sdk.Coupons;

/// <summary>Defines a coupon template, or its next version.</summary>
internal sealed class DefineTemplateOperation : Operation<DefineCouponTemplate, CouponTemplateReceipt>
{
    internal override string Kind => "coupon.define";

    internal override JsonTypeInfo<CouponTemplateReceipt> AnswerContract => AnswerJson.Default.CouponTemplateReceipt;

    internal override string KeyOf(DefineCouponTemplate command) => command.OperationId.Value;

    internal override string OwnerOf(DefineCouponTemplate command) => command.Template;

    internal override DateTimeOffset? TimeOf(DefineCouponTemplate command) => command.OccurredAt;

    internal override void Describe(DefineCouponTemplate command, FingerprintBuilder fingerprint) => fingerprint
        .Add("template", command.Template)
        .Add("terms", CouponTermRules.Canonical(command.Terms))
        .Add("stock", command.Stock?.ToString(CultureInfo.InvariantCulture))
        .Add("per_member", command.PerMember)
        .Add("issued_from", command.IssuedFrom)
        .Add("issued_until", command.IssuedUntil)
        .Add("restocks", command.Restocks ? "true" : "false")
        .Add("returns", command.Returns ? "true" : "false")
        .Add("actor", command.Actor)
        .Add("occurred_at", command.OccurredAt);

    internal override void Read(in DecisionContext context, DefineCouponTemplate command) => Decide(context, command);

    internal override Decision<CouponTemplateReceipt> Decide(in DecisionContext context, DefineCouponTemplate command)
    {
        CouponTemplate? before = context.View.Find<CouponTemplate>(CouponTemplate.KeyOf(context.Program, command.Template));
        CouponStock? stock = context.View.Find<CouponStock>(CouponStock.KeyOf(context.Program, command.Template));
        if (context.View.IsIncomplete)
        {
            return Decision<CouponTemplateReceipt>.Incomplete;
        }

        var changes = new Changes();
        if (before is not null && IsSame(before, command))
        {
            return Decision<CouponTemplateReceipt>.Accept(new CouponTemplateReceipt(command.Template, before.Version, IsChanged: false), changes);
        }

        long pieces = PiecesOf(command.Stock);
        if (stock is null)
        {
            changes.Put(new CouponStock { Program = context.Program, Template = command.Template, Remaining = pieces });
        }
        else
        {
            // What is given out now: issued, less what went back to the stock.
            long given = PiecesOf(before!.Stock) - stock.Remaining;
            if (pieces < given)
            {
                return CouponStateRules.StockBelowIssued(pieces, given);
            }

            changes.Add(stock.Key, CouponStock.RemainingColumn, pieces - given - stock.Remaining);
        }

        CouponTemplate template = ToTemplate(context, command, before);
        changes.Put(template);
        changes.Append(ToVersion(template, command.Actor));
        return Decision<CouponTemplateReceipt>.Accept(new CouponTemplateReceipt(command.Template, template.Version, IsChanged: true), changes);
    }

    private static long PiecesOf(long? stock) => stock ?? CouponStock.Unlimited;

    private static CouponTemplate ToTemplate(in DecisionContext context, DefineCouponTemplate command, CouponTemplate? before) => new()
    {
        Program = context.Program,
        Revision = before?.Revision ?? 0,
        Template = command.Template,
        Version = checked((before?.Version ?? 0) + 1),
        Terms = command.Terms,
        Stock = command.Stock,
        PerMember = command.PerMember,
        IssuedFrom = command.IssuedFrom?.ToUniversalTime(),
        IssuedUntil = command.IssuedUntil?.ToUniversalTime(),
        Restocks = command.Restocks,
        Returns = command.Returns,
        DefinedAt = context.Now,
    };

    private static CouponTemplateVersion ToVersion(CouponTemplate template, string? actor) => new()
    {
        Program = template.Program,
        Template = template.Template,
        Version = template.Version,
        Terms = template.Terms,
        Stock = template.Stock,
        PerMember = template.PerMember,
        IssuedFrom = template.IssuedFrom,
        IssuedUntil = template.IssuedUntil,
        Restocks = template.Restocks,
        Returns = template.Returns,
        Actor = actor,
        DefinedAt = template.DefinedAt,
    };

    private static bool IsSame(CouponTemplate template, DefineCouponTemplate command) =>
        template.Stock == command.Stock
        && template.PerMember == command.PerMember
        && template.IssuedFrom == command.IssuedFrom
        && template.IssuedUntil == command.IssuedUntil
        && template.Restocks == command.Restocks
        && template.Returns == command.Returns
        && CouponTermRules.Canonical(template.Terms) == CouponTermRules.Canonical(command.Terms);
}
