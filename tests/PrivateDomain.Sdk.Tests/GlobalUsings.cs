global using PrivateDomain.Sdk.Tests.Support;
global using Xunit;
global using Record = PrivateDomain.Sdk.Storage.Record;
