using Monitor.Core.Normalizing;

namespace Monitor.Core.Tests.Normalizing;

public sealed class LanguageGuessTests
{
    [Theory]
    [InlineData("en", "The new plan is out and we are happy with what they have done for us.")]
    [InlineData("fr", "Nous avons testé la nouvelle offre et elle est très bien pour les petites équipes.")]
    [InlineData("es", "La nueva oferta es muy buena para los equipos que no tienen mucho tiempo.")]
    [InlineData("de", "Die neue Version ist da und wir haben sie mit einem kleinen Team ausprobiert.")]
    [InlineData("it", "La nuova offerta è molto buona per le squadre che non hanno tempo, ma non per tutti.")]
    [InlineData("pt", "A nova oferta é muito boa para as equipas que não têm tempo, mas não para todos.")]
    [InlineData("nl", "De nieuwe versie is er en wij hebben het met een klein team geprobeerd.")]
    [InlineData("ru", "Новая версия вышла, и мы уже попробовали её, но это было не так просто, как он сказал.")]
    [InlineData("ja", "新しいプランを試してみましたが、とても良いです。")]
    [InlineData("zh", "我们已经试用了新的方案，效果非常好。")]
    [InlineData("ko", "새로운 요금제를 사용해 보았는데 아주 좋습니다.")]
    [InlineData("el", "Η νέα έκδοση είναι εδώ και τη δοκιμάσαμε.")]
    [InlineData("", "Acme")]
    [InlineData("", "Acme Corp Paris 2026")]
    [InlineData("", "")]
    public void Tells_the_language_or_abstains(string language, string text) => Assert.Equal(language, LanguageGuess.Of("", text));
}
