global using PrivateDomain.Sdk.Forecasts.Tests.Support;
global using Xunit;
